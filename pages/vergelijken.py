"""Vergelijken: areas beside each other through time, and indicators against each other."""

from streekmonitor.app import comparison

comparison.draw()
