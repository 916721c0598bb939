"""Solved decks as bytes: quick to write and to read, and harmless where somebody else wrote them.

Reading makes frozen nouns of this package and numbers, and calls nothing else.
"""

import gc
import io
import pickle
import zlib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from importlib import import_module
from itertools import repeat
from operator import attrgetter, call
from types import MappingProxyType
from typing import Any

from extractor.reconcile.known.memo import Memo
from extractor.rulebook import Rulebook

_PROTOCOL = 5
_LEVEL = 1
_PLAIN: Mapping[tuple[str, str], Any] = MappingProxyType(
    {
        ("fractions", "Fraction"): Fraction,
        ("decimal", "Decimal"): Decimal,
        ("builtins", "frozenset"): frozenset,
        ("builtins", "set"): set,
    }
)


class UnpackableError(ValueError):
    """The bytes are not what `packed` makes."""


def _made(kind: Any, values: tuple[Any, ...]) -> Any:
    """A noun with its slots filled; thousands are made for a deck, so that no line of Python runs for a slot."""
    made = kind.__new__(kind)
    slots = _slots(kind)
    if len(slots) != len(values):
        raise UnpackableError(f"{kind.__name__} has other fields")
    deque(map(call, slots, repeat(made), values), 0)
    return made


@cache
def _slots(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(kind, field.name).__set__ for field in fields(kind))


def _proxy(content: dict[Any, Any]) -> Any:
    return MappingProxyType(content)


def _rules() -> Rulebook:
    raise UnpackableError("a rulebook is given to the reader, not read")


def _no_memo() -> Memo:
    return Memo()


def _reducer(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    values: Any = attrgetter(*names)
    if len(names) == 1:
        return lambda noun: (_made, (kind, (values(noun),)))
    return lambda noun: (_made, (kind, values(noun)))


class _Reducers(dict[type[Any], Callable[[Any], tuple[Any, ...]]]):
    """How every type is written; slotted nouns field by field, which is quicker than what pickle does with them."""

    def __missing__(self, kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
        if is_dataclass(kind) and "__slots__" in vars(kind):
            self[kind] = _reducer(kind)
            return self[kind]
        raise KeyError(kind)


_REDUCERS = _Reducers(
    {
        Memo: lambda _: (_no_memo, ()),
        Rulebook: lambda _: (_rules, ()),
        MappingProxyType: lambda mapping: (_proxy, (dict(mapping),)),
        Fraction: lambda number: (Fraction, (number.numerator, number.denominator)),
    }
)


def _is_noun(kind: type) -> bool:
    """Whether a class is one of the kinds that nouns of this package are made of, which hold values and run nothing."""
    return is_dataclass(kind) or issubclass(kind, Enum) or (issubclass(kind, tuple) and hasattr(kind, "_fields"))


class _Reader(pickle.Unpickler):
    """Reads nouns of this package, numbers, and nothing that could run."""

    def __init__(self, data: bytes, rulebook: Rulebook) -> None:
        super().__init__(io.BytesIO(data))
        self.rulebook = rulebook

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return _PLAIN[module, name]
        if module == __name__:
            return {"_made": _made, "_proxy": _proxy, "_no_memo": _no_memo, "_rules": lambda: self.rulebook}[name]
        if module.startswith("extractor.") and name.isidentifier():
            kind = getattr(import_module(module), name, None)
            if isinstance(kind, type) and _is_noun(kind):
                return kind
        raise UnpackableError(f"{module}.{name} is no noun of this package")


@contextmanager
def _without_collector() -> Iterator[None]:
    """Many small objects come to life at once: looking for garbage among them would take as long again."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def packed(*nouns: object) -> tuple[bytes, ...]:
    """Trees of frozen nouns as bytes, a piece for each; the rulebook in them is left out.

    What a later noun shares with an earlier one is not written again, so that it takes the pieces before it to read
    one.
    """
    sink = io.BytesIO()
    pickler = pickle.Pickler(sink, _PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pieces = []
    with _without_collector():
        for noun in nouns:
            start = sink.tell()
            pickler.dump(noun)
            pieces.append(zlib.compress(sink.getvalue()[start:], _LEVEL))
    return tuple(pieces)


def unpacked(pieces: Sequence[bytes], rulebook: Rulebook) -> tuple[Any, ...]:
    """The nouns of pieces from the first on, with the rulebook in its place; raises UnpackableError for other bytes."""
    try:
        with _without_collector():
            reader = _Reader(b"".join(map(zlib.decompress, pieces)), rulebook)
            return tuple(reader.load() for _ in pieces)
    except Exception as error:  # damaged bytes may raise anything
        raise UnpackableError(f"not what a batch remembers: {error}") from error
