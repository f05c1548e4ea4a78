"""What presenters collect for a meeting: kept, shared, opened again, and made into slides and paper."""
