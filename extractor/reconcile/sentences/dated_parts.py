"""Dates for amounts that add up, on their slide, to what the slide says of one period under the same name."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, groupby

from extractor.model.figure import Measure
from extractor.model.interval import Regime
from extractor.model.proposal import Claim
from extractor.reconcile.rounding.gaps import allowed_gap
from extractor.rulebook.names import read_name

ARITHMETIC = "arithmetic"
MOST_LOOSE = 8
SIZES = (2, 3)
Parts = tuple[int, ...]


def with_parts_dated(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims, those without a period with that of the one whole that they are parts of.

    Every whole of a name must have no more than one set of parts, and no part may belong to two wholes.
    """
    known = tuple(claims)
    found: dict[int, Claim] = {}
    ordered = sorted(range(len(known)), key=lambda number: _name(known[number]))
    for _, group in groupby(ordered, key=lambda number: _name(known[number])):
        found |= _dated(known, list(group))
    return tuple(found.get(number, claim) for number, claim in enumerate(known))


def _name(claim: Claim) -> tuple[int, str, str, str]:
    return claim.exhibit, read_name(claim.subject).full, claim.unit, claim.scale


def _dated(claims: Sequence[Claim], group: Sequence[int]) -> dict[int, Claim]:
    amounts = [number for number in group if claims[number].measure is Measure.AMOUNT and claims[number].subject]
    loose = [number for number in amounts if claims[number].period is None and not claims[number].approximate]
    wholes = [number for number in amounts if claims[number].period is not None]
    if not SIZES[0] <= len(loose) <= MOST_LOOSE:
        return {}
    found: dict[int, Claim] = {}
    for whole in wholes:
        sets = list(_parts_of(claims, whole, loose))
        if len(sets) > 1 or any(part in found for parts in sets for part in parts):
            return {}
        period = claims[whole].period
        found |= {part: replace(claims[part], period=period, found=ARITHMETIC) for parts in sets for part in parts}
    return found


def _parts_of(claims: Sequence[Claim], whole: int, loose: Sequence[int]) -> Iterator[Parts]:
    """Sets of loose amounts that make a whole, as closely as their rounding lets expect."""
    total = claims[whole].glyphs.quantity
    for size in SIZES:
        low, high = allowed_gap(size, Regime.ROUND, soft=True)
        step = Decimal(1).scaleb(-total.decimals)
        for parts in combinations(loose, size):
            quantities = [claims[part].glyphs.quantity for part in parts]
            gap = sum((quantity.value for quantity in quantities), Decimal(0)) - total.value
            alike = all(quantity.decimals == total.decimals for quantity in quantities)
            if alike and low * step <= gap <= high * step:
                yield parts
