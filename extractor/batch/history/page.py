"""A page with the chart and the table of each series: one file, no network, nothing that runs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import groupby
from typing import TYPE_CHECKING

from extractor.batch.history.gaps import place_of, series_of
from extractor.model.scale import SCALES

if TYPE_CHECKING:
    from jinja2 import Template

Row = dict[str, str]
MOST_SERIES = 200
WIDTH, HEIGHT, EDGE = 720.0, 160.0, 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A printing, or a gap, in the units of the chart."""

    x: float
    y: float
    status: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The dots of one series by period, the line through the last printings, and the ends of the axes."""

    dots: tuple[Dot, ...]
    line: str
    first: str
    last: str
    high: str
    low: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series: its heading, its rows by period, and its chart."""

    title: str
    about: str
    rows: tuple[Row, ...]
    chart: Chart | None


def history_page(rows: Iterable[Row], title: str) -> str:
    """The page of a history, whose rows stand series by series; what is beyond `MOST_SERIES` is counted only."""
    found = [_series(list(group)) for _, group in groupby(rows, key=series_of)]
    return _template().render(title=title, series=found[:MOST_SERIES], more=max(0, len(found) - MOST_SERIES))


@lru_cache(maxsize=1)
def _template() -> "Template":
    from jinja2 import Environment, StrictUndefined

    strict = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return strict.from_string((resources.files(__package__ or "") / "page.html").read_text("utf-8"))


def _series(rows: list[Row]) -> Series:
    head = rows[0]
    ordered = tuple(sorted(rows, key=lambda row: (_rank(row), row["period_end"], row["deck"])))
    about = (head["breadcrumb"], head["measure"], head["unit"], head["versus"] and f"against {head['versus']}")
    return Series(
        title=" · ".join(part for part in (head["company"], head["item"]) if part),
        about=" · ".join(part for part in (*about, head["scenario"]) if part),
        rows=ordered,
        chart=_chart(ordered),
    )


def _rank(row: Row) -> tuple[str, int]:
    place = place_of(row["period"])
    return (place.kind, place.at) if place else ("~", 0)


def _amount(row: Row) -> float:
    return float(row["value"]) * float(SCALES.get(row["scale"], 1))


def _chart(rows: Sequence[Row]) -> Chart | None:
    """A chart of the most frequent kind of period; nothing where only one of it is printed."""
    kinds = [_rank(row)[0] for row in rows if row["value"] and place_of(row["period"])]
    kind = max(sorted(set(kinds)), key=kinds.count, default="")
    told = [row for row in rows if _rank(row)[0] == kind]
    printed = {_rank(row): row for row in told if row["value"]}
    if len(printed) <= 1:
        return None
    field = _field(told)
    ends = sorted((row for row in told if row["value"]), key=_amount)
    return Chart(
        dots=tuple(Dot(x=field.x(row), y=field.y(row), status=row["status"], text=_text(row)) for row in told),
        line=" ".join(f"{field.x(row)},{field.y(row)}" for row in printed.values()),
        first=told[0]["period"],
        last=told[-1]["period"],
        high=_value(ends[-1]),
        low=_value(ends[0]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """The field of a chart: its first period and its periods, its lowest amount and its range."""

    first: int
    steps: int
    low: float
    span: float

    def x(self, row: Row) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * (_rank(row)[1] - self.first) / self.steps, 1)

    def y(self, row: Row) -> float:
        height = (_amount(row) - self.low) / self.span if row["value"] else 0.0
        return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * height, 1)


def _field(rows: Sequence[Row]) -> _Field:
    """The field that holds all rows, and zero."""
    places, amounts = [_rank(row)[1] for row in rows], [_amount(row) for row in rows if row["value"]]
    low, high = min(0.0, *amounts), max(0.0, *amounts)
    return _Field(first=min(places), steps=max(places) - min(places), low=low, span=(high - low) or 1.0)


def _value(row: Row) -> str:
    return " ".join(part for part in (row["value"], "" if row["scale"] == "1" else row["scale"]) if part)


def _text(row: Row) -> str:
    said = f"{_value(row)} ({row['deck']}, {row['status']})" if row["value"] else "not printed"
    return f"{row['period']}: {said}"
