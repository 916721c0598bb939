"""The emitted tables of a deck as frames, and the frames of arithmetic that are computed from them anew."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UnreadableError
from extractor.model.interval import Interval, add, meets, point, printed, scale

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, str]
TABLES = ("figures", "checks", "findings", "leftovers")
_SUM = "parts-total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Emitted:
    """The rows of the four tables of a deck's folder, as text."""

    figures: tuple[Row, ...] = ()
    checks: tuple[Row, ...] = ()
    findings: tuple[Row, ...] = ()
    leftovers: tuple[Row, ...] = ()


def _read(path: Path) -> tuple[Row, ...]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = tuple(csv.DictReader(file, strict=True))
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}; name the folder of one deck") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"{path}: no table of irdeck ({error})") from error
    if any(None in row or None in row.values() for row in rows):
        raise UnreadableError(f"{path}: rows of unequal length")
    return rows


def read_tables(folder: Path) -> Emitted:
    """The tables in a deck's folder. Raises UnreadableError where one is missing or no table."""
    return Emitted(**{name: _read(folder / f"{name}.csv") for name in TABLES})


def number(text: str) -> Decimal | None:
    """A printed number, or none; a sheet's apostrophe before a sign is no part of it."""
    try:
        return Decimal(text.removeprefix("'"))
    except InvalidOperation:
        return None


def step(text: str) -> float:
    """The step in which a number is printed: 0.1 for `16.0`, 1 for `391`."""
    return float(Decimal(1).scaleb(-len(text.partition(".")[2])))


def _operands(check: Row) -> list[tuple[str, Decimal]]:
    pairs = (part.rpartition("*") for part in check["operands"].split(";") if part)
    return [(figure, weight) for figure, _, text in pairs if (weight := number(text)) is not None]


def _widened(row: Row) -> Interval | None:
    """A figure with what its rounding leaves open; None where it is no number."""
    value = number(row["value"])
    return None if value is None else printed(value, Decimal(str(step(row["value"]))))


def _foots(check: Row, known: Mapping[str, Row]) -> bool | None:
    """Whether the operands of a check make its total on the values as they are now.

    None where that cannot be asked: the total is no figure, or a figure is gone, no number, or of another unit.
    """
    total, operands = known.get(check["total"]), _operands(check)
    named = [(known.get(figure), weight) for figure, weight in operands]
    rows = [(row, weight) for row, weight in named if row is not None]
    if total is None or not rows or len(rows) < len(named):
        return None
    if any((row["unit"], row["scale"]) != (total["unit"], total["scale"]) for row, _ in rows):
        return None
    whole, wanted = point(0), _widened(total)
    for row, weight in rows:
        part = _widened(row)
        if part is None or wanted is None:
            return None
        whole = add(whole, scale(part, weight))
    return wanted is not None and meets(whole, wanted)


def recomputed(tables: Emitted) -> "pd.DataFrame":
    """Every sum between figures with `holds` as emitted and `holds_now` on the values as they stand in the table."""
    import pandas as pd

    known = {row["figure"]: row for row in tables.figures}
    rows = [
        {**check, "holds": check["holds"] == "true", "holds_now": now}
        for check in tables.checks
        if (now := _foots(check, known)) is not None
    ]
    return pd.DataFrame(rows, columns=[*(tables.checks[0] if tables.checks else ("identity", "holds")), "holds_now"])


def _sums(tables: Emitted) -> Iterator[dict[str, object]]:
    known = {row["figure"]: row for row in tables.figures}
    for check in tables.checks:
        total = known.get(check["total"])
        named = [figure for figure, _ in _operands(check)]
        if check["identity"] != _SUM or total is None or not all(figure in known for figure in named):
            continue
        parts = {f"part_{at}": number(known[figure]["value"]) for at, figure in enumerate(named, 1)}
        yield {"exhibit": check["exhibit"], "period": check["period"], "total": number(total["value"]), **parts}


def _key(row: Mapping[str, str], period: str) -> tuple[str, ...]:
    return (row["deck"], row["item_id"] or row["item"], row["breadcrumb"], period, row["scenario"])


def _growths(figures: Iterable[Row]) -> Iterator[dict[str, object]]:
    rows = tuple(figures)
    amounts: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        if row["measure"] in {"amount", "count", "per_share"}:
            amounts.setdefault(_key(row, row["period"]), []).append(row)
    for row in rows:
        if row["measure"] != "change_pct" or not row["versus"]:
            continue
        now, base = amounts.get(_key(row, row["period"]), []), amounts.get(_key(row, row["versus"]), [])
        pairs = [(a, b) for a in now for b in base if (a["unit"], a["scale"]) == (b["unit"], b["scale"])]
        if not pairs:
            continue
        value, under = max(pairs, key=lambda pair: len(pair[0]["value"]) + len(pair[1]["value"]))
        yield {
            "figure": row["figure"],
            "item": row["item"],
            "value": number(value["value"]),
            "base": number(under["value"]),
            "growth": number(row["value"]),
            "value_unit": max(step(value["value"]), step(under["value"])),
            "growth_unit": step(row["value"]),
        }


def sums(tables: Emitted) -> "pd.DataFrame":
    """Columns `part_1` … and `total` of every sum of an exhibit, a row for each period."""
    import pandas as pd

    return pd.DataFrame(list(_sums(tables)))


def growth(tables: Emitted) -> "pd.DataFrame":
    """Growth figures beside the amounts that they compare, the most finely printed pair of each."""
    import pandas as pd

    return pd.DataFrame(list(_growths(tables.figures)))


def frames(tables: Emitted) -> "dict[str, pd.DataFrame]":
    """Every table that expectations may name; an empty cell is null, as expectations count it."""
    import pandas as pd

    made = {name: pd.DataFrame(list(getattr(tables, name)), dtype="object") for name in TABLES}
    plain = {name: frame.mask(frame == "", None) if len(frame) else frame for name, frame in made.items()}
    return plain | {"recomputed": recomputed(tables), "sums": sums(tables), "growth": growth(tables)}
