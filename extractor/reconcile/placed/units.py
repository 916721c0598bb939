"""Units of placed figures: printed at them, of their line, over their column, or declared, and what escapes that."""

from types import MappingProxyType

import regex

from extractor.model.exhibit import ColumnKind, Unit
from extractor.model.figure import Measure
from extractor.model.number import Quantity
from extractor.model.placed import PlacedCell, PlacedColumn, PlacedRow, PlacedTable

PERCENT = "%"
COUNTED = ("persons", "contracts", "stores", "companies", "ATMs", "units", "titles", "shares")
KINDS = MappingProxyType(
    {"points": Measure.CHANGE, "bps": Measure.CHANGE, **dict.fromkeys(COUNTED, Measure.COUNT)},
)
MONEY = 3
PER_SHARE = regex.compile(
    r"\bper (?:\w+ )?(?:share|ADS|unit)s?\b|\bEPS\b|\bDPS\b|[1１一]株|年間配当金|\bper saham\b", regex.IGNORECASE
)
SHARES = regex.compile(r"\bshares? (?:used|outstanding|issued)|\bnumber of (?:\w+ )?shares|株式数", regex.IGNORECASE)
SCALES = (("thousand", "thousand"), ("million", "million"), ("billion", "billion"))


def unit_of(table: PlacedTable, row: PlacedRow, cell: PlacedCell, quantity: Quantity) -> Unit:
    """The unit of a figure; amounts per share and counts of shares are not in the scale declared for amounts."""
    if quantity.percent or row.ratio:
        return Unit(unit=PERCENT)
    if cell.unit.unit or cell.unit.scale != "1":
        return _completed(cell.unit, Unit(unit=table.unit.unit) if is_per_share(row) else table.unit)
    if quantity.currency:
        scale = "1" if is_per_share(row) else table.unit.scale
        return Unit(unit=quantity.currency, scale=quantity.scale or scale)
    column = table.columns[cell.column].unit
    unit = column if column.unit or column.scale != "1" else table.unit
    if is_per_share(row):
        return Unit(unit=unit.unit, scale="1") if len(unit.unit) == MONEY or not unit.unit else unit
    return _of_shares(unit, table.unit.excluding) if SHARES.search(_said(row)) else unit


def is_per_share(row: PlacedRow) -> bool:
    """Whether a row gives amounts per share."""
    label = PER_SHARE.search(row.label) is not None
    return label or (not SHARES.search(_said(row)) and PER_SHARE.search(_said(row)) is not None)


def _said(row: PlacedRow) -> str:
    """The label of a row with the one it stands under."""
    return " ".join((*row.over[-1:], row.label))


def _of_shares(unit: Unit, excluding: str) -> Unit:
    """Counts of shares: in the scale that the declaration gives them, else in that of the amounts."""
    told = next((scale for word, scale in SCALES if word in excluding.casefold()), "")
    if told:
        return Unit(unit="shares", scale=told)
    return Unit(
        unit="shares", scale="1" if "share" in excluding.casefold() and "per share" not in excluding else unit.scale
    )


def _completed(unit: Unit, declared: Unit) -> Unit:
    """A scale alone takes its unit from a declaration of the same scale or of none.

    A currency before the figure, without a scale, is in that declared for the same currency or for any.
    """
    before = bool(unit.printed) and not unit.printed[0].isdigit() and unit.scale == "1" and len(unit.unit) == MONEY
    if before and declared.unit in {"", unit.unit}:
        return Unit(unit=unit.unit, scale=declared.scale)
    if unit.unit or declared.scale not in {unit.scale, "1"}:
        return unit
    return Unit(unit=declared.unit, scale=unit.scale)


def measure_of(head: PlacedColumn, unit: Unit, row: PlacedRow) -> Measure:
    """What a figure measures, by its column, its row and its unit."""
    if head.column.kind in {ColumnKind.CHANGE, ColumnKind.CHANGE_PCT}:
        return Measure.CHANGE_PCT if unit.unit == PERCENT else Measure.CHANGE
    if unit.unit == PERCENT or row.ratio:
        return Measure.RATIO
    if len(unit.unit) == MONEY and unit.unit.isupper():
        return Measure.PER_SHARE if is_per_share(row) else Measure.AMOUNT
    return KINDS.get(unit.unit, Measure.OTHER)
