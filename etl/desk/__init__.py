"""The analysts' desk: figures brought in, checked, compared, signed off, published and taken back."""
