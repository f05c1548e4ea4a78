"""Gegevens: what is in, and where analysts bring in new figures."""

from streekmonitor.app import desk

desk.draw()
