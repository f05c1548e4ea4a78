"""Objectives and actions: what was agreed, the verdict on it, the agenda. Reads no clock, no database."""
