"""Streekmonitor: the figures of Oost-Brabant and Halle-Vilvoorde, for their themed working groups."""

from streekmonitor.app import shell

shell.run()
