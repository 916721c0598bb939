"""Sentences: figures that text states, dated, checked, and used as evidence."""
