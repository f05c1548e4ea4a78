"""Presentatie: the figures chosen for the meeting, shown and taken along."""

from streekmonitor.app import presentation

presentation.draw()
