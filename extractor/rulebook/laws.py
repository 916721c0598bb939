"""Laws that hold between rules, checked when they are loaded."""

from collections.abc import Iterable
from typing import Any

from extractor.rulebook.book import Rulebook
from extractor.rulebook.patterns import compile_rule
from extractor.rulebook.periods import period_pieces


def check_laws(book: Rulebook) -> None:
    """Every pattern compiles; RulebookError names the rule that does not."""
    _compile(book, book.pieces, {})
    _compile(book, book.periods, period_pieces(book))
    _compile(book, book.titles, {})


def _compile(book: Rulebook, rules: Iterable[Any], pieces: dict[str, str]) -> None:
    for rule in rules:
        compile_rule(rule, pieces, book.origin[rule.id])
