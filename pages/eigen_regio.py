"""Eigen regio: make a region of any municipalities, and use it everywhere."""

from streekmonitor.app import own_region

own_region.draw()
