"""Checked sentences: stated figures that agree with proven ones, digit for digit, and with no other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from extractor.model.figure import Measure, Reading
from extractor.model.interval import Interval, Regime, meets, scale
from extractor.model.period import Period, PeriodKind, a_year_before, fiscal, quarter_before
from extractor.model.proposal import Claim
from extractor.model.text import Span
from extractor.reconcile.boards.board import Board, glyph_interval
from extractor.reconcile.known.bounds import HUNDRED, USUAL_GROWTHS, identities_of, parts_of
from extractor.reconcile.known.facts import claim_facts
from extractor.reconcile.known.sources import ANYWHERE, PERCENT, Asked, Proven, Sources, plain
from extractor.reconcile.known.strength import bits, coincidence_possible, printable_count
from extractor.reconcile.known.world import base_unit
from extractor.reconcile.naming.names import Keys
from extractor.reconcile.sentences.dating import CUMULATED
from extractor.rulebook.likeness import SAME, same_item
from extractor.rulebook.lookup import items_named

CODE = "claim-checked"
REVENUE = "revenue"
Spans = frozenset[Span]
USUAL_POINTS = 20
"""Ratios usually move within so many percentage points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What the slides of a deck speak of: periods by exhibit, and the names of rows with their keys."""

    keys: Keys
    sources: Sources
    periods: Mapping[int, tuple[Period, ...]]
    rows: Mapping[int, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Figures of one item and period stated in a row, and the key and exhibit that they are held against."""

    claims: tuple[Claim, ...]
    key: str
    period: Period
    exhibit: int = ANYWHERE


def checked(claims: tuple[Claim, ...], boards: Iterable[Board], sources: Sources, keys: Keys) -> Spans:
    """The places of stated figures that agree with proven ones so closely that chance is ruled out."""
    spoken = Spoken(keys=keys, sources=sources, periods=_periods(claims), rows=_rows(claims, boards, keys))
    found: set[Span] = set()
    for (_, _, _, period, _), group in groupby(claims, key=_item):
        exact = tuple(claim for claim in group if not claim.approximate)
        if period is not None and exact:
            found.update(_confirmed(exact, period, spoken))
    return frozenset(found)


def checked_again(
    claims: tuple[Claim, ...],
    stated_as: Sequence[Reading],
    known: tuple[Board, ...],
    spoken: tuple[Sources, Keys, Spans],
) -> Spans:
    """The places of stated figures that agree with those that sentences of other slides state and figures prove.

    `spoken` are the proven figures of charts and tables, the keys, and the places that they prove.
    """
    sources, keys, proven = spoken
    told = sources.hearing(_told_facts(claims, stated_as, keys, proven))
    by_exhibit: dict[int, list[Claim]] = {}
    for claim in claims:
        by_exhibit.setdefault(claim.exhibit, []).append(claim)
    boards: dict[int, list[Board]] = {}
    for board in known:
        boards.setdefault(board.exhibit.number, []).append(board)
    found: set[Span] = set()
    for exhibit, here in sorted(by_exhibit.items()):
        others = told.told.by_exhibit.keys() - {exhibit}
        if others and any(claim.glyphs.quantity.span not in proven for claim in here):
            found.update(checked(tuple(here), boards.get(exhibit, ()), replace(told, aside=exhibit), keys))
    return frozenset(found)


def _told_facts(claims: Iterable[Claim], stated_as: Iterable[Reading], keys: Keys, proven: Spans) -> tuple[Proven, ...]:
    """What proven sentences say of the whole company, as facts."""
    readings = {span: reading for reading in stated_as for span in reading.spans}
    whole = [claim for claim in claims if claim.glyphs.quantity.span in proven and not claim.scope]
    pairs = [(claim, tuple(claim_facts((claim,), keys))) for claim in whole if claim.glyphs.quantity.span in readings]
    return tuple((readings[claim.glyphs.quantity.span], claim.exhibit, fact) for claim, told in pairs for fact in told)


def with_checks(stated: Iterable[Reading], spans: frozenset[Span]) -> Iterator[Reading]:
    """Readings of sentences, with a code of evidence where they are checked."""
    for reading in stated:
        if spans.isdisjoint(reading.spans):
            yield reading
        else:
            period, item = (*reading.period_evidence, CODE), (*reading.item_evidence, CODE)
            yield replace(reading, period_evidence=period, item_evidence=item)


def _item(claim: Claim) -> tuple[int, str, str, Period | None, str]:
    return claim.exhibit, claim.subject, claim.scope, claim.period, claim.scenario


def _confirmed(claims: tuple[Claim, ...], period: Period, spoken: Spoken) -> Iterator[Span]:
    """Figures of one item and period stated in a row prove each other, unless one of them disagrees."""
    for key, exhibit in _places(claims[0], spoken):
        told = Told(claims=claims, key=key, period=period, exhibit=exhibit)
        implied = [_implied(told, claim, spoken) for claim in claims]
        tested = [(claim, found) for claim, found in zip(claims, implied, strict=True) if found is not None]
        if not tested:
            continue
        if any(not meets(found, stated(claim)) for claim, found in tested):
            return
        told = replace(told, claims=tuple(claim for claim, _ in tested))
        strength = sum((_strength(claim, found, told, spoken) for claim, found in tested), Decimal(0))
        if not coincidence_possible(strength) and not any(_rivals(told, spoken)):
            yield from (claim.glyphs.quantity.span for claim in told.claims)
        return


def _places(claim: Claim, spoken: Spoken) -> Iterator[tuple[str, int]]:
    """Keys and exhibits of the item of a claim; that of a part is looked for on its own slide only.

    A part may have no row but its name: `Revenues` of retail are the row `Retail`.
    """
    key = _key(claim, spoken)
    if not key:
        return
    if not claim.scope:
        yield f"{key}@{claim.exhibit}", ANYWHERE
        yield key, ANYWHERE
        return
    rows = spoken.rows.get(claim.exhibit, ()) if key == REVENUE else ()
    parts = [other for name, other in rows if same_item(claim.scope, name, spoken.sources.rulebook) >= SAME]
    yield from ((plain(part), claim.exhibit) for part in parts or [key])


def _key(claim: Claim, spoken: Spoken) -> str:
    """The key of the item of a claim; of a name that amounts and ratios share, the one that its measure tells."""
    measure = "ratio" if claim.measure is Measure.RATIO else "amount"
    key = spoken.keys.key(claim.subject)
    named = items_named(claim.subject, spoken.sources.rulebook, measure=measure) if key.startswith("local.") else ()
    return named[0].id if len(named) == 1 else key


def _implied(told: Told, claim: Claim, spoken: Spoken) -> Interval | None:
    versus = claim.versus if told.period == claim.period else _shifted(claim, told.period)
    asked = Asked(
        key=told.key,
        period=told.period,
        measure=claim.measure,
        versus=versus,
        unit=claim.unit,
        scenario=claim.scenario,
    )
    return spoken.sources.reckoned(asked, told.exhibit)


def _shifted(claim: Claim, period: Period) -> str:
    """The base of a change moved to another period."""
    if not claim.versus or claim.period is None:
        return ""
    yearly = claim.versus == a_year_before(claim.period).label
    return (a_year_before if yearly else quarter_before)(period).label


def stated(claim: Claim) -> Interval:
    """The true values behind a stated figure."""
    return scale(glyph_interval(claim.glyphs, claim.scale), claim.direction)


def _strength(claim: Claim, implied: Interval, told: Told, spoken: Spoken) -> Decimal:
    """What agreement of a figure with an interval proves, in bits; a sum of quarters could be as large as they are."""
    unit = base_unit("1" if claim.unit in PERCENT else claim.scale, claim.glyphs.quantity.decimals)
    plausible = _plausible(claim, unit)
    if claim.measure is Measure.AMOUNT:
        plausible = max(plausible, int(spoken.sources.reach(told.key, told.period, told.exhibit) / Fraction(unit)))
    return bits(plausible, printable_count(implied, unit, Regime.ROUND))


def _plausible(claim: Claim, unit: Decimal) -> int:
    if claim.measure is Measure.CHANGE_PCT:
        return int(USUAL_GROWTHS / float(unit))
    if claim.measure is Measure.RATIO:
        return int(HUNDRED / unit)
    if claim.unit == "points":
        return int(USUAL_POINTS / unit)
    return int(claim.glyphs.quantity.magnitude.scaleb(claim.glyphs.quantity.decimals))


def _rivals(told: Told, spoken: Spoken) -> Iterator[bool]:
    """Other periods and items that the slide speaks of, and whose figures are the same."""
    slide = told.claims[0].exhibit
    for period in spoken.periods.get(slide, ()):
        if period.label != told.period.label:
            yield _fits(replace(told, period=period), spoken)
    own = {plain(told.key), *_operands(told.key, spoken)}
    for key in dict.fromkeys(key for _, key in spoken.rows.get(slide, ())):
        if plain(key) not in own:
            yield _fits(replace(told, key=key), spoken)


def _operands(key: str, spoken: Spoken) -> Iterator[str]:
    """Items whose share of revenue is a ratio with a name of its own."""
    for identity in identities_of(spoken.sources.rulebook).get(plain(key), ()):
        if identity.target.item == plain(key) and identity.over:
            yield from (part.item for part in identity.operands)


def _fits(told: Told, spoken: Spoken) -> bool:
    implied = ((claim, _implied(told, claim, spoken)) for claim in told.claims)
    return all(found is not None and meets(found, stated(claim)) for claim, found in implied)


def _periods(claims: Iterable[Claim]) -> dict[int, tuple[Period, ...]]:
    """The periods that the sentences of a slide name, those that end or begin with them, and a year before."""
    found: dict[int, dict[str, Period]] = {}
    for claim in claims:
        for period in _near(claim.period):
            found.setdefault(claim.exhibit, {})[period.label] = period
    return {slide: tuple(periods.values()) for slide, periods in found.items()}


def _near(period: Period | None) -> Iterator[Period]:
    """Periods that may be meant instead of another: of the same end, its quarters, and those before."""
    if period is None:
        return
    for one in (period, a_year_before(period), quarter_before(period)):
        yield one
        if one.kind is PeriodKind.QUARTER and one.part in CUMULATED:
            kind = CUMULATED[one.part]
            yield fiscal(kind, one.year, 1 if kind is PeriodKind.HALF else 0)
        yield from (fiscal(PeriodKind.QUARTER, one.year, int(label[0])) for label in parts_of(one, PeriodKind.QUARTER))


def _rows(claims: Iterable[Claim], boards: Iterable[Board], keys: Keys) -> dict[int, tuple[tuple[str, str], ...]]:
    """The items that a slide speaks of, in sentences and in rows: names with their keys."""
    found: dict[int, dict[tuple[str, str], None]] = {}
    for claim in claims:
        found.setdefault(claim.exhibit, {})[claim.subject, keys.key(claim.subject)] = None
    for board in boards:
        rows = found.setdefault(board.exhibit.number, {})
        rows.update({(series.name, series.key): None for series in board.series})
    return {slide: tuple(row for row in rows if row[1]) for slide, rows in found.items()}
