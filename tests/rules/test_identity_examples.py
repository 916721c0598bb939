"""Every identity holds on its examples and breaks on its counters, by interval arithmetic."""

from decimal import Decimal
from fractions import Fraction

import pytest

from extractor.model.interval import Interval, meets, point, printed
from extractor.rulebook import load_rulebook
from extractor.rulebook.identities import ANY_ITEM, PARTS, WHOLE, Identity, IdentityKind, implied

IDENTITIES = load_rulebook().identities
KNOWN_ITEMS = {item.id for item in load_rulebook().items} | {ANY_ITEM, PARTS, WHOLE}


def _interval(text: str) -> Interval:
    if text == "-":
        return point(0)
    negative = text.startswith("(")
    value = Decimal(text.strip("()+").replace(",", ""))
    unit = Fraction(1, 10 ** max(0, -int(value.as_tuple().exponent)))
    return printed(-value if negative else value, unit)


def _figures(text: str) -> list[Interval]:
    return [_interval(figure.strip()) for figure in text.split(";") if figure.strip()]


def _holds(identity: Identity, sample: str) -> bool:
    target, _, right = sample.partition(" <- ")
    above, _, below = right.partition(" / ")
    whole = identity.target.item == WHOLE
    total = point(100) if whole else _interval(target)
    return meets(implied(identity, _figures(above), _figures(below)), total)


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.id)
def test_examples_hold_and_counters_break(identity: Identity) -> None:
    assert [sample for sample in identity.examples if not _holds(identity, sample)] == []
    assert [sample for sample in identity.counters if _holds(identity, sample)] == []


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda identity: identity.id)
def test_parts_are_well_formed(identity: Identity) -> None:
    parts = (identity.target, *identity.operands, *identity.over)
    assert {part.item for part in parts} <= KNOWN_ITEMS
    assert all(part.weight != 0 for part in parts)
    assert PARTS not in {part.item for part in identity.operands[:-1]}
    assert bool(identity.over) == (identity.kind in {IdentityKind.RATIO, IdentityKind.SHARE, IdentityKind.GROWTH})


def test_growth_is_the_quotient_less_a_hundred() -> None:
    growth = next(identity for identity in IDENTITIES if identity.id == "year-on-year")
    assert implied(growth, [point(110)], [point(100)]) == point(10)


def test_a_divisor_that_may_be_zero_is_refused() -> None:
    margin = next(identity for identity in IDENTITIES if identity.id == "gross-margin")
    with pytest.raises(ZeroDivisionError):
        implied(margin, [point(1)], [printed(0, 1)])


def test_a_minus_weight_swaps_the_open_ends() -> None:
    gross = next(identity for identity in IDENTITIES if identity.id == "gross-profit")
    left = implied(gross, [printed(40, 1), printed(100, 1)])
    assert left.high == Fraction(-59) + Fraction(1, 2)
    assert (left.low_closed, left.high_closed) == (False, False)
