"""Ruimte en wonen: where, how much, since when, and what it means."""

from streekmonitor.app import theme_page

theme_page.draw("ruimte")
