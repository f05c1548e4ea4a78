"""Zoeken: indicators and municipalities by what someone types."""

from streekmonitor.app import search

search.draw()
