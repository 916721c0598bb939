"""Told: what the stage hands on; readings, checks, findings, leftovers."""
