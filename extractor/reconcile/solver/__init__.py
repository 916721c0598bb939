"""Solver: numbers assigned to cells under identities, the cheapest way, and whether it is the only one."""
