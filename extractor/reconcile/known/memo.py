"""Memo: what one run worked out already, so that a round repeats only what the round before has changed."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TypeVar, cast

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Memo:
    """Results by the identity of the objects they were worked out from; it lives as long as one run.

    `latest` holds the last facts of every key, so that equal facts stay the same objects.
    """

    kept: dict[tuple[Hashable, ...], tuple[object, object]] = field(default_factory=dict)
    latest: dict[str, tuple[object, ...]] = field(default_factory=dict)

    def once(self, work: Callable[[], T], of: tuple[object, ...], *by: Hashable) -> T:
        """The result of `work`, done once for the same objects and equal words."""
        name = (*by, *map(id, of))
        found = self.kept.get(name)
        if found is None:
            found = self.kept[name] = (of, work())
        return cast("T", found[1])

    def same(self, key: str, found: tuple[T, ...]) -> tuple[T, ...]:
        """The facts of a key, as the object that stood for equal ones last time."""
        if self.latest.get(key) != found:
            self.latest[key] = found
        return cast("tuple[T, ...]", self.latest[key])
