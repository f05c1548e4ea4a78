"""Toelichting: definitions, method, regions, sources, changes, and how to cite."""

from streekmonitor.app import explanation

explanation.draw()
