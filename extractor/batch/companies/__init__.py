"""Which company a deck is of: by codes, names, figures and addresses that decks share, or by a file that says so."""

from extractor.batch.companies.evidence import Evidence, evidence_of
from extractor.batch.companies.groups import Company, grouped
from extractor.batch.companies.mapping import Mapped, read_mapping
from extractor.batch.companies.neighbours import neighbours

__all__ = ["Company", "Evidence", "Mapped", "evidence_of", "grouped", "neighbours", "read_mapping"]
