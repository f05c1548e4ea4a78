"""Pure functions on frames: from observations to values, comparisons, classes and sentences."""
