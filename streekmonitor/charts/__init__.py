"""Pure functions from frames to Altair charts, in one look."""
