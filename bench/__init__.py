"""Benchmarks: each a measurement against a limit, or against a baseline in the same run."""
