"""Streekmonitor: figures on work, mobility, education, space and welfare in Oost-Brabant and Halle-Vilvoorde."""

from streekmonitor.app import shell

shell.run()
