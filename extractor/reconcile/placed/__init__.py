"""Placed figures: tables and charts read by position, each cell with what its place and the checks around it prove."""

from extractor.reconcile.placed.readings import placed_readings

__all__ = ["placed_readings"]
