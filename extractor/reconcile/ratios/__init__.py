"""Ratios: rows of percentages and of figures per share, tied to rows of amounts."""
