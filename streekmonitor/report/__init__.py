"""Reports: the fact sheets and slides of municipalities, one or all at once, as files."""
