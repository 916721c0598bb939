"""Rows of a figures table, from a person or from an extraction, in the terms in which they are compared."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.model.scale import SCALES

_FAMILIES = {
    "%": ("%", "percent", "pct"),
    "points": ("points", "point", "pt", "pp", "ppt", "% points"),
    "money": ("jpy", "usd", "eur", "yen", "¥", "円"),
}
_FAMILY = {spelling: family for family, spellings in _FAMILIES.items() for spelling in spellings}
_NEEDED = frozenset({"item", "period", "value", "unit"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row.

    `amounts` holds the value in base units, or nothing where it is no number. `periods` are all ways in which
    the period may be written. `exhibit`, `item` and `breadcrumb` are reduced to lower-case words; `shown` is
    the row for people. `clues` are the reasons that an extraction gives; `damage` is what befell the glyphs.
    """

    shown: str
    kind: str
    exhibit: str
    item: str
    breadcrumb: str
    periods: tuple[str, ...]
    amounts: tuple[Decimal, ...]
    family: str
    page: str
    printed: bool
    grade: str
    certainty: str
    clues: tuple[str, ...]
    damage: str

    @property
    def callout(self) -> bool:
        return self.kind == "callout"


def words(text: str) -> str:
    """Lower-case words of a name, without punctuation; `&` reads as a word."""
    return " ".join(re.findall(r"[\w%]+", text.lower().replace("’", "'").replace("&", " and ")))


def _amounts(row: Mapping[str, str]) -> tuple[Decimal, ...]:
    scale = row.get("scale", "")
    try:
        amount = Decimal(row["value"].replace(",", "")) * Decimal(SCALES.get(scale, scale))
    except DecimalException:
        return ()
    return (amount,) if amount.is_finite() else ()


def _periods(row: Mapping[str, str]) -> tuple[str, ...]:
    start, end = row.get("period_start", ""), row.get("period_end", "")
    dates = f"{start}/{end}" if start not in {"", end} else end
    return tuple(dict.fromkeys((row["period"], *((dates,) if end else ()))))


def _is_doubled(printed: str, digits: str) -> bool:
    """Whether `printed` is `digits` with every chunk of some cut written twice in a row."""
    if len(printed) != 2 * len(digits):
        return False
    reached = {0}
    for at in range(len(digits)):
        if at in reached:
            for end in range(at + 1, len(digits) + 1):
                if printed[2 * at : 2 * end] == digits[at:end] * 2:
                    reached.add(end)
    return len(digits) in reached


def _damage(row: Mapping[str, str]) -> str:
    if row.get("damage"):
        return row["damage"]
    printed, digits = (re.sub(r"\D", "", row.get(name, "")) for name in ("raw", "value"))
    if printed == digits:
        return "clean"
    if digits and _is_doubled(printed, digits):
        return "doubled"
    return "among other digits" if digits in printed else "spelled otherwise"


def _place(row: Mapping[str, str]) -> str:
    for name, prefix in (("line", "l."), ("source", ""), ("page", "p.")):
        if row.get(name):
            return prefix + row[name]
    return "?"


def _shown(row: Mapping[str, str]) -> str:
    name = " > ".join(part for part in (row.get("breadcrumb", ""), row["item"]) if part)
    value = " ".join(part for part in (row["value"], row.get("scale", ""), row["unit"]) if part)
    parts = (_place(row), row.get("exhibit", "")[:30], name, row["period"], value, row.get("raw", "")[:40])
    return " | ".join(parts)


def entry(row: Mapping[str, str]) -> Entry:
    """The row in comparable terms."""
    return Entry(
        shown=_shown(row),
        kind=row.get("kind", ""),
        exhibit=words(row.get("exhibit", "")),
        item=words(row["item"]),
        breadcrumb=words(row.get("breadcrumb", "")),
        periods=_periods(row),
        amounts=_amounts(row),
        family=_FAMILY.get(row["unit"].lower(), "other"),
        page=row.get("page", ""),
        printed=bool(row.get("raw")),
        grade=row.get("grade", "").lower(),
        certainty=row.get("certainty", ""),
        clues=tuple(filter(None, row.get("because", "").split(";"))),
        damage=_damage(row),
    )


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The rows of a CSV file in order. Raises UnreadableError where the file is no table of figures."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as handle:
            reader = csv.DictReader(handle)
            missing = _NEEDED - set(reader.fieldnames or ())
            if missing:
                raise UnreadableError(f"{path} is no table of figures: no column {', '.join(sorted(missing))}")
            return tuple(entry({name: (text or "").strip() for name, text in row.items() if name}) for row in reader)
    except OSError as error:
        raise UnreadableError(f"cannot read {path}: {error.strerror or error}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise UnreadableError(f"{path} is no CSV in UTF-8: {error}") from error
