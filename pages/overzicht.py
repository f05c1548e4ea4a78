"""Overzicht: how our regions stand, per working group, against each other, the province and Flanders."""

from streekmonitor.app import overview

overview.draw()
