"""Tokens stored once: sheets that hold tokens are spelled with pointers into one list, and read back from it.

A token stands in every series that it may belong to; spelled out at each place, one deck fills gigabytes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from extractor.model.exhibit import Token

Spelled = Any
"""What JSON can hold, with dataclasses that hold no token left as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointers:
    """The list of tokens found so far, with their numbers by object and by value."""

    tokens: list[Token] = field(default_factory=list)
    by_object: dict[int, int] = field(default_factory=dict)
    by_value: dict[Token, int] = field(default_factory=dict)

    def number(self, token: Token) -> int:
        """The place of a token in the list; equal tokens share one, whatever objects they are."""
        known = self.by_object.get(id(token))
        if known is not None:
            return known
        number = self.by_value.setdefault(token, len(self.tokens))
        if number == len(self.tokens):
            self.tokens.append(token)
        self.by_object[id(token)] = number
        return number


@cache
def _holds(kind: Any) -> bool:
    """Whether values of a type hold tokens, however deep."""
    noun = is_dataclass(kind)
    parts = _hints(kind).values() if noun else get_args(kind)
    return kind is Token or any(map(_holds, parts))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {one.name: hints[one.name] for one in fields(kind)}


def spelled(value: Any, pointers: Pointers) -> Spelled:
    """The value with every token in it replaced by its number."""
    kind: Any = type(value)
    if kind is Token:
        return pointers.number(value)
    if kind is tuple:
        return [spelled(one, pointers) for one in value]
    if _holds(kind):
        return {name: spelled(getattr(value, name), pointers) for name in _hints(kind)}
    return value


def read_back(kind: Any, value: Spelled, tokens: tuple[Token, ...], convert: Callable[[Any, Any], Any]) -> Any:
    """The value of a type that `spelled` gave; `convert` reads what holds no token.

    Raises LookupError or TypeError where the value is something else.
    """
    if kind is Token:
        return tokens[value]
    if get_origin(kind) is tuple and _holds(kind):
        inner = get_args(kind)[0]
        return tuple(read_back(inner, one, tokens, convert) for one in value)
    if _holds(kind):
        read = {name: read_back(hint, value[name], tokens, convert) for name, hint in _hints(kind).items()}
        return kind(**read)
    return convert(value, kind)
