"""Placed figures: tables and charts read by position, each cell with what its place and the checks around it prove."""

from extractor.reconcile.placed.checks import placed_checks
from extractor.reconcile.placed.chosen import doubtful_pages
from extractor.reconcile.placed.readings import placed_readings
from extractor.reconcile.placed.repeated import repeated
from extractor.reconcile.placed.spoken import dated_by_place

__all__ = ["dated_by_place", "doubtful_pages", "placed_checks", "placed_readings", "repeated"]
