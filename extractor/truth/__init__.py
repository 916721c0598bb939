"""Truth: how right an extraction is, against figures that a person read from the same deck."""

from extractor.truth.scoring import GradeTally, ScoreReport, Tally, score_entries, score_files
from extractor.truth.words import render

__all__ = ["GradeTally", "ScoreReport", "Tally", "render", "score_entries", "score_files"]
