"""The rulebook: rules read once into frozen types, and the lexers that speak them."""

from extractor.rulebook.book import Rulebook
from extractor.rulebook.load import check_rulebook, load_rulebook

__all__ = ["Rulebook", "check_rulebook", "load_rulebook"]
