"""Reports: fact sheets and presentations of municipalities, one or all at once, as files."""
