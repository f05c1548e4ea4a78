"""Objectives and actions: what was agreed, the verdict on it, the agenda. Pure: no clock, no disk."""
