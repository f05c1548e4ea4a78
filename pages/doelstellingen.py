"""Doelstellingen en acties: whether we are on track, and what is done about it."""

from streekmonitor.app import objectives

objectives.draw()
