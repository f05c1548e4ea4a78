"""The analysts' desk: what people bring in themselves, checked before anything becomes a release."""
