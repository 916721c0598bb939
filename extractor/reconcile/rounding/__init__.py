"""Rounding: how an issuer shortens its figures, and how far that moves a sum."""
