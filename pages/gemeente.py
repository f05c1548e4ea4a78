"""Gemeente: everything about one municipality, beside its region, the province and Flanders."""

from streekmonitor.app import municipality

municipality.draw()
