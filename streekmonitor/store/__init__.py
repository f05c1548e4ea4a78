"""Keeps objectives, actions, meetings and presentations: in SQLite, or in PostgreSQL by setting one URL."""
