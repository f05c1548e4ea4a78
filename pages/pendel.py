"""Pendel: who works where, to and from a municipality or a region."""

from streekmonitor.app import commuting

commuting.draw()
