"""Candidate names of an exhibit's series, and which series they could name at all."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extractor.model.exhibit import Exhibit
from extractor.reconcile.boards.board import Series
from extractor.reconcile.naming.names import Keys
from extractor.rulebook.names import local_id, read_name

SPOKEN = 2
LEAST_PARTS = 2
DEFINED = regex.compile(r"(\S[^,:–—]{2,40}?)(?:\s+[-–—]|\s*[:：])\s+(.+)")
LINKS = frozenset({"from", "of", "and", "the", "for", "in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A printed name with its key; `rank` counts names in text order; the title is a name of totals only."""

    text: str
    key: str
    rank: int
    first: int
    last: int
    cost: int = 0
    ratio: bool = False
    total: bool = False
    title: bool = False
    foreign: bool = False


def candidates(exhibit: Exhibit, keys: Keys) -> tuple[Candidate, ...]:
    """Names of an exhibit in text order, then subjects of its sentences, then its title.

    A subject may be any series, and only proof can say which: its cost keeps it out of the order of legends.
    """
    found = [
        Candidate(
            text=name.text,
            key=keys.key_under(name.text, exhibit.title),
            rank=rank,
            first=name.first,
            last=name.last,
            cost=name.cost,
            ratio=keys.is_ratio(name.text),
            foreign=keys.units.get(name.text, exhibit.unit.unit) not in {exhibit.unit.unit, "%"},
            total=total_like(name.text) or _heads_slide(name.text, exhibit.title, keys),
        )
        for rank, name in enumerate(exhibit.names)
    ]
    found = [name for name in found if not (name.cost and any(_swallows(name, other) for other in found))]
    for text, line in keys.subjects.get(exhibit.number, ()):
        ratio = keys.is_ratio(text)
        rank = len(exhibit.names) + len(found)
        found.append(
            Candidate(text=text, key=keys.key(text), rank=rank, first=line, last=line, cost=SPOKEN, ratio=ratio)
        )
    defined = tuple(_defined(exhibit, keys, found))
    found = [name for name in found if not any(_is_definition(name, total) for total in defined)]
    found.extend(defined)
    found.extend(_ratio_in_title(exhibit, keys, 3 * len(exhibit.names) + len(found)))
    if exhibit.title:
        found.append(_title(exhibit, keys, 3 * len(exhibit.names) + len(found)))
    return tuple(candidate for candidate in found if candidate.key)


def _defined(exhibit: Exhibit, keys: Keys, found: list[Candidate]) -> Iterator[Candidate]:
    """Totals that a line defines by their parts: `Services - Hosting, consulting and training`."""
    for rank, name in enumerate(exhibit.names):
        definition = DEFINED.fullmatch(name.text)
        if definition is None:
            continue
        listed = f" {read_name(definition[2]).full} "
        parts = {c.key for c in found if c.text != name.text and f" {read_name(c.text).full} " in listed}
        total = definition[1]
        if len(parts) >= LEAST_PARTS:
            key = keys.key(total) or local_id(total)
            place = len(exhibit.names) + len(found) + rank
            yield Candidate(text=total, key=key, rank=place, first=name.first, last=name.last, total=True)


def _is_definition(name: Candidate, total: Candidate) -> bool:
    """Whether a name is the line that defines a total."""
    return (name.first, name.last) == (total.first, total.last) and name.text.startswith(total.text)


def _swallows(name: Candidate, other: Candidate) -> bool:
    """Whether a name over several lines holds a surer one of another kind: parts, totals and ratios stand apart."""
    held = name.first <= other.first and other.last <= name.last and other.text in name.text
    return held and other.cost < name.cost and (other.ratio, other.total) != (name.ratio, name.total)


def _ratio_in_title(exhibit: Exhibit, keys: Keys, rank: int) -> Iterator[Candidate]:
    """The ratio that a title names last, as in `Costs and Gross Margin Ratio`."""
    before, joined, last = exhibit.title.rpartition(" and ")
    printed = {name.text.lower() for name in exhibit.names}
    if joined and keys.is_ratio(last) and not keys.is_ratio(before) and last.lower() not in printed:
        line = exhibit.title_line
        key = keys.key(last) or f"ratio.{last.lower()}"
        yield Candidate(text=last, key=key, rank=rank, first=line, last=line, ratio=True)


def _title(exhibit: Exhibit, keys: Keys, rank: int) -> Candidate:
    line = exhibit.title_line
    return Candidate(
        text=exhibit.title,
        key=keys.whole(exhibit.title) or keys.key(exhibit.title),
        rank=rank,
        first=line,
        last=line,
        total=True,
        title=True,
        ratio=keys.is_ratio(exhibit.title),
    )


def _heads_slide(text: str, title: str, keys: Keys) -> bool:
    """Whether a name is the top line of what the title names, as `Revenue from X` on a slide about X."""
    words, about = read_name(text).words, frozenset(read_name(title).words)
    rest = [word for word in words if word not in keys.heads and word not in LINKS]
    return any(word in keys.heads for word in words) and bool(rest) and about.issuperset(rest)


def total_like(text: str) -> bool:
    """Whether a name says that it sums others."""
    lowered = text.lower()
    return lowered.startswith("total") or lowered.endswith("total") or "合計" in text


def compatible(series: Series, candidate: Candidate, *, total: bool, part: bool) -> bool:
    """Whether a name could be that of a series: ratios for percentages, totals for sums."""
    if candidate.foreign and (total or part):
        return False
    if candidate.title:
        return total and not series.row.style.percent
    if series.row.style.percent is not candidate.ratio:
        return False
    return not (part and candidate.total)


def overlap(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are made from the same printed lines, so that only one can be meant."""
    if one.title or other.title:
        return one is other
    shared = one.first <= other.last and other.first <= one.last
    return shared and (one.rank == other.rank or one.first != one.last or other.first != other.last)
