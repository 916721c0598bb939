"""Gaps: periods between the first and the last of a series that no deck prints."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

Row = dict[str, str]
SERIES = ("company", "item_id", "breadcrumb", "measure", "unit", "versus", "scenario")
MOST = 40
"""A longer gap is rather a misread year."""
_CENTURY = 70
_LABELS = (
    ("quarter", 4, re.compile(r"(?P<part>[1-4])Q(?P<year>\d\d)"), "{part}Q{short:02d}"),
    ("half", 2, re.compile(r"(?P<part>[12])H(?P<year>\d\d)"), "{part}H{short:02d}"),
    ("nine", 1, re.compile(r"9M(?P<year>\d\d)"), "9M{short:02d}"),
    ("year", 1, re.compile(r"FY(?P<year>\d{4})"), "FY{year}"),
    ("month", 12, re.compile(r"(?P<year>\d{4})-(?P<part>\d\d)"), "{year}-{part:02d}"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a period stands among those of its kind: equal steps apart, as many in a year as `parts`."""

    kind: str
    parts: int
    at: int
    form: str

    @property
    def label(self) -> str:
        year, part = divmod(self.at, self.parts)
        return self.form.format(year=year, part=part + 1, short=year % 100)


def place_of(label: str) -> Place | None:
    """The place of a period; nothing for days, ranges and words."""
    for kind, parts, pattern, form in _LABELS:
        if found := pattern.fullmatch(label):
            part = int(found.groupdict().get("part") or 1)
            return Place(kind=kind, parts=parts, at=_year(found["year"]) * parts + part - 1, form=form)
    return None


def _year(digits: str) -> int:
    """A year of four digits, or of two: those from 70 on are of the century before."""
    year = int(digits)
    return year if len(digits) > len("07") else year + (1900 if year >= _CENTURY else 2000)


def series_of(row: Row) -> tuple[str, ...]:
    """What makes printings those of one series."""
    return (*(row[name] for name in SERIES), "" if row["item_id"] else row["item"])


def with_gaps(rows: Iterable[Row], *, gaps: bool) -> Iterator[Row]:
    """The rows, which stand series by series, each series followed by its gaps."""
    for _, group in groupby(rows, key=series_of):
        series = list(group)
        yield from series
        if gaps:
            yield from _missing(series)


def _missing(series: list[Row]) -> Iterator[Row]:
    places = {place for row in series if (place := place_of(row["period"]))}
    for kind in sorted({place.kind for place in places}):
        known = sorted((place for place in places if place.kind == kind), key=lambda place: place.at)
        for one, other in pairwise(known):
            if other.at - one.at <= MOST:
                yield from (_gap(series[0], one, at) for at in range(one.at + 1, other.at))


def _gap(like: Row, one: Place, at: int) -> Row:
    empty = dict.fromkeys(like, "") | {name: like[name] for name in (*SERIES, "item")}
    label = Place(kind=one.kind, parts=one.parts, at=at, form=one.form).label
    return empty | {"period": label, "status": "gap", "printings": "0"}
