"""What a batch remembers of decks between its two passes, and between runs."""
