"""What the page says around the figures, in the language of the reader."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from extractor.errors import CallError

Words = Mapping[str, str]


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def languages() -> tuple[str, ...]:
    """The languages that the page can be written in."""
    return tuple(_table())


def words(lang: str) -> Words:
    """Every phrase of the page in one language. Raises CallError for a language that there is no table of."""
    table = _table()
    if lang not in table:
        raise CallError(f"no report in {lang!r}: say one of {', '.join(table)}")
    return table[lang]
