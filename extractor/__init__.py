"""Figures from earnings-call decks: every value with its item, its period, its proof and its doubts."""
