"""The rulebook: rules read once into frozen types, and the lexers that speak them."""

from extractor.rulebook.book import Rulebook
from extractor.rulebook.load import load_rulebook

__all__ = ["Rulebook", "load_rulebook"]
