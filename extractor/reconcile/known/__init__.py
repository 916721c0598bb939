"""Known: what the deck is known to say, and what that demands of a series."""
