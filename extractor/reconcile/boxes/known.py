"""What the deck knows of a change: an item's amounts in two periods, added up from parts where need be."""

from fractions import Fraction

from extractor.model.figure import Measure
from extractor.model.interval import Interval, add, divide, meets, point, scale, subtract, testable_divisor
from extractor.model.period import Period, PeriodKind
from extractor.model.proposal import Glyphs
from extractor.reconcile.boards.board import glyph_interval
from extractor.reconcile.known.bounds import parts_of
from extractor.reconcile.known.world import Slot, World, known

HUNDRED = Fraction(100)
PARTS = (PeriodKind.QUARTER, PeriodKind.HALF)


def amount_at(world: World, key: str, period: Period) -> Interval | None:
    """An item's amount in a period, printed or added up from its quarters or halves; None where unknown."""
    found = known(world, Slot(key=key, period=period.label))
    if found is not None:
        return found
    for kind in PARTS:
        labels = parts_of(period, kind)
        parts = [known(world, Slot(key=key, period=label)) for label in labels]
        whole = [part for part in parts if part is not None]
        if labels and len(whole) == len(labels):
            return _sum(whole)
    return None


def _sum(parts: list[Interval]) -> Interval:
    total = point(0)
    for part in parts:
        total = add(total, part)
    return total


def fits_change(world: World, key: str, periods: tuple[Period, ...], glyph: Glyphs, scale_word: str) -> bool | None:
    """Whether a value can be the item's change between two periods; None where the deck does not know it."""
    later, earlier = (amount_at(world, key, period) for period in periods)
    if later is None or earlier is None:
        return None
    return meets(subtract(later, earlier), glyph_interval(glyph, scale_word))


def fits_growth(world: World, key: str, periods: tuple[Period, ...], glyph: Glyphs) -> bool:
    """Whether a percentage is the item's growth between two periods, as the deck knows or states it."""
    stated = Slot(key=key, period=periods[0].label, measure=Measure.CHANGE_PCT, versus=periods[1].label)
    growth = known(world, stated)
    later, earlier = (amount_at(world, key, period) for period in periods)
    if growth is None and later is not None and earlier is not None and testable_divisor(earlier):
        growth = scale(subtract(divide(later, earlier), point(1)), HUNDRED)
    return growth is not None and meets(growth, glyph_interval(glyph, "1"))
