"""Boards: proposals being decided, their sums found and their rows arranged."""
