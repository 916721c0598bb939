"""Naming: which printed name is which series."""
