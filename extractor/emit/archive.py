"""deck.json: the tables as rows and every sheet of the deck, lossless."""

import json
from fractions import Fraction
from typing import Any

import msgspec

from extractor.emit.pointers import Pointers, read_back, spelled
from extractor.emit.rows import Tables, tables_of
from extractor.errors import UnreadableError
from extractor.model.deck import Deck
from extractor.model.exhibit import Token

_SCHEMA = 2


def _spell(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"no JSON form for {type(value).__name__}")


def _unspell(kind: type, value: Any) -> Any:
    return Fraction(value) if kind is Fraction else value


def _convert(value: Any, kind: Any) -> Any:
    return msgspec.convert(value, kind, dec_hook=_unspell)


def deck_json(deck: Deck, tables: Tables | None = None) -> bytes:
    """The deck as JSON: the rows of its four tables, and all sheets for `read_deck_json`.

    Sheets are under `deck`; a token in them is its place in the list `tokens`.
    """
    tables = tables or tables_of(deck)
    pointers = Pointers()
    sheets = spelled(deck, pointers)
    whole = {
        "schema": _SCHEMA,
        "figures": tables.figures,
        "checks": tables.checks,
        "findings": tables.findings,
        "leftovers": tables.leftovers,
        "tokens": pointers.tokens,
        "deck": sheets,
    }
    try:
        return msgspec.json.encode(whole, enc_hook=_spell, order="deterministic") + b"\n"
    except UnicodeEncodeError:
        # A lone surrogate, say of a file name that is no UTF-8: only escapes can hold it.
        plain = msgspec.to_builtins(whole, builtin_types=(), enc_hook=_spell, order="deterministic")
        return json.dumps(plain, separators=(",", ":")).encode() + b"\n"


def read_deck_json(data: bytes) -> Deck:
    """The deck that `deck_json` wrote; raises UnreadableError where the data are something else."""
    try:
        whole = json.loads(data)
        if not isinstance(whole, dict) or whole.get("schema") != _SCHEMA:
            raise UnreadableError(f"not a deck.json of schema {_SCHEMA}: extract the deck again")
        tokens = _convert(whole["tokens"], tuple[Token, ...])
        deck: Deck = read_back(Deck, whole["deck"], tokens, _convert)
    except (ValueError, LookupError, TypeError, msgspec.ValidationError) as error:
        raise UnreadableError(f"not a deck.json: {error}") from error
    return deck
