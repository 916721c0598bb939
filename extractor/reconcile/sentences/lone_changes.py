"""Changes alone: signed figures without a name that only two amounts of their slide make."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from extractor.model.deck import Deck
from extractor.model.exhibit import Token
from extractor.model.figure import Measure
from extractor.model.interval import add, divide, meets, point, scale, subtract, testable_divisor
from extractor.model.number import Quantity, RunShape, Sign
from extractor.model.period import Period
from extractor.model.proposal import Claim, Glyphs
from extractor.reconcile.known.world import interval_of
from extractor.reconcile.sentences.checked import stated
from extractor.rulebook import Rulebook
from extractor.rulebook.names import read_name
from extractor.rulebook.units import UnitMention, find_units

ARITHMETIC = "arithmetic"
HUNDRED = 100
LEVELS = frozenset({Measure.AMOUNT, Measure.COUNT})
SIGNED = frozenset({Sign.PLUS, Sign.MINUS, Sign.TRIANGLE})
Pair = tuple[Claim, Claim]
"""The later and the earlier of two amounts of one name."""


def lone_changes(
    claims: Sequence[Claim], taken: Iterable[tuple[int, int]], deck: Deck, rulebook: Rulebook
) -> tuple[Claim, ...]:
    """Claims of signed figures alone on their line, each the change between the only two amounts that make it."""
    used = {*taken, *((claim.glyphs.quantity.span.line, claim.glyphs.quantity.span.start) for claim in claims)}
    lines = {line.number: line.text for line in deck.repair.lines}
    by_exhibit = groupby(sorted(claims, key=lambda claim: claim.exhibit), key=lambda claim: claim.exhibit)
    pairs_of = {number: list(_pairs(found)) for number, found in by_exhibit}
    out: list[Claim] = []
    for exhibit in deck.layout.exhibits:
        pairs = pairs_of.get(exhibit.number, [])
        for token in exhibit.tokens if pairs else ():
            unit = _unit(token, lines[token.line], rulebook)
            if unit is not None and (token.run.span.line, token.run.span.start) not in used:
                out.extend(_change(token, unit, pairs))
    return tuple(out)


def _pairs(claims: Iterable[Claim]) -> Iterator[Pair]:
    """Amounts of one name at two times of one kind, the later first."""
    levels = [claim for claim in claims if claim.measure in LEVELS and claim.subject and not claim.approximate]
    alike: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in levels:
        alike.setdefault(_line(claim), []).append(claim)
    for later in levels:
        for earlier in alike[_line(later)]:
            if later.period and earlier.period and _before(earlier.period, later.period):
                yield later, earlier


def _line(claim: Claim) -> tuple[str, str, str]:
    """What two amounts of one line have in common: the unit and the name, as it is read."""
    return claim.unit, claim.scale, read_name(claim.subject).full


def _before(earlier: Period, later: Period) -> bool:
    return earlier.kind is later.kind and (earlier.year, earlier.part, earlier.end) < (
        later.year,
        later.part,
        later.end,
    )


def _unit(token: Token, text: str, rulebook: Rulebook) -> UnitMention | None:
    """The unit around a signed figure that has its line for itself; none for other figures."""
    run, quantities = token.run, token.run.best.quantities
    if run.shape is not RunShape.NUMBER or len(quantities) != 1 or quantities[0].sign not in SIGNED:
        return None
    unit = next((unit for unit in find_units(text, rulebook) if run.start <= unit.figure_start < run.end), None)
    unit = unit or next((unit for unit in find_units(text, rulebook) if unit.start == run.start), None)
    if unit is None or any(sign.isalnum() for sign in text[: unit.start] + text[max(unit.end, run.end) :]):
        return None
    return unit


def _change(token: Token, unit: UnitMention, pairs: Sequence[Pair]) -> Iterator[Claim]:
    quantity = token.run.best.quantities[0]
    percent = unit.unit == "%"
    made = [
        Claim(
            exhibit=later.exhibit,
            subject=later.subject,
            scope=later.scope,
            glyphs=Glyphs(token=token, quantity=quantity),
            measure=Measure.CHANGE_PCT if percent else Measure.CHANGE,
            unit="%" if percent else later.unit,
            scale="1" if percent else unit.scale,
            period=later.period,
            versus=earlier.period.label,
            line=token.line,
            found=ARITHMETIC,
        )
        for later, earlier in pairs
        if later.period is not None and earlier.period is not None and _fits(quantity, unit, later, earlier)
    ]
    if len({(claim.subject, claim.period, claim.versus) for claim in made}) == 1:
        yield made[0]


def _fits(quantity: Quantity, unit: UnitMention, later: Claim, earlier: Claim) -> bool:
    """Whether a figure is the difference of two amounts, or their growth, as far as rounding tells."""
    now, before = stated(later), stated(earlier)
    if unit.unit != "%":
        same = unit.unit in {"", later.unit}
        return same and meets(interval_of(quantity.value, unit.scale, quantity.decimals), subtract(now, before))
    if not testable_divisor(before) or before.low < 0:
        return False
    growth = scale(add(divide(now, before), point(-1)), HUNDRED)
    return meets(interval_of(quantity.value, "1", quantity.decimals), growth)
