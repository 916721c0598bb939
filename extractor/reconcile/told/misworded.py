"""Findings about words that figures contradict: a title of another period, points printed as percent, another base."""

from collections.abc import Iterable, Iterator, Mapping

from extractor.model.exhibit import Exhibit
from extractor.model.figure import Finding, Measure
from extractor.model.interval import Interval, meets, subtract
from extractor.model.period import FISCAL, Period, resolve
from extractor.model.proposal import Claim
from extractor.model.text import Span
from extractor.reconcile.boards.board import Board, figure_id
from extractor.reconcile.known.bounds import HUNDRED
from extractor.reconcile.known.world import Slot, known
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.sentences.checked import stated
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.periods import find_periods

Figures = Mapping[Span, str]
TARGETS = ("initial", "target", "revised", "forecast")


def misworded(claims: tuple[Claim, ...], boards: Iterable[Board], scene: Scene, figures: Figures) -> Iterator[Finding]:
    """All findings about words that figures contradict; `figures` are the ids of what is read at a place."""
    yield from _titles(boards, scene, scene.rulebook)
    yield from _points(claims, figures, scene.rulebook)
    yield from _targets(claims, figures, scene)


def _ids(claim: Claim, figures: Figures) -> tuple[str, ...]:
    span = claim.glyphs.quantity.span
    return (figures[span],) if span in figures else ()


def _titles(boards: Iterable[Board], scene: Scene, rulebook: Rulebook) -> Iterator[Finding]:
    """Titles that name a period of the kind of the columns, where no column is of it."""
    shown: dict[int, tuple[Exhibit, list[Period], str]] = {}
    for board in boards:
        found = [resolve(column.period, scene.calendar) for column in board.columns if column.period is not None]
        shown.setdefault(board.exhibit.number, (board.exhibit, [], figure_id(board, 0, 0)))[1].extend(found)
    for exhibit, periods, figure in shown.values():
        named = [resolve(mention.period, scene.calendar) for mention in find_periods(exhibit.title, rulebook)]
        if named and periods and all(_other(name, periods) for name in named):
            yield finding(
                rulebook,
                "title-other-period",
                f"L{exhibit.title_line}",
                figures=(figure,),
                title=exhibit.title,
                named=", ".join(name.label for name in named),
                shown=", ".join(dict.fromkeys(period.label for period in periods)),
            )


def _other(name: Period, periods: list[Period]) -> bool:
    """Whether a fiscal period is of the kind of all others and apart from them."""
    return name.kind in FISCAL and bool(name.end) and all(name.kind is p.kind and name.end != p.end for p in periods)


def _points(claims: tuple[Claim, ...], figures: Figures, rulebook: Rulebook) -> Iterator[Finding]:
    """Differences of two ratios that are printed with the sign of percent."""
    for claim in claims:
        if claim.unit != "points" or not claim.glyphs.quantity.percent or claim.period is None:
            continue
        levels = {other.period.label: other for other in claims if _is_level(other, claim) and other.period is not None}
        now, base = levels.get(claim.period.label), levels.get(claim.versus)
        if now is None or base is None or not meets(subtract(stated(now), stated(base)), stated(claim)):
            continue
        yield finding(
            rulebook,
            "points-as-percent",
            f"L{claim.glyphs.token.line}",
            figures=_ids(claim, figures),
            item=claim.subject,
            period=claim.period.label,
            value=claim.glyphs.quantity.raw,
            now=now.glyphs.quantity.raw,
            base=base.glyphs.quantity.raw,
        )


def _is_level(other: Claim, claim: Claim) -> bool:
    same = (other.exhibit, other.subject, other.scope) == (claim.exhibit, claim.subject, claim.scope)
    return same and other.measure is Measure.RATIO


def _targets(claims: tuple[Claim, ...], figures: Figures, scene: Scene) -> Iterator[Finding]:
    """Growth over a target that no target of the item gives, though the amount is the one that figures have."""
    for claim in claims:
        if claim.measure is not Measure.CHANGE_PCT or claim.versus not in TARGETS or claim.period is None:
            continue
        key, label = scene.keys.key(claim.subject), claim.period.label
        now = known(scene.world, Slot(key=key, period=label))
        slots = (Slot(key=key, period=label, scenario=scenario) for scenario in TARGETS)
        bases = [base for slot in slots if (base := known(scene.world, slot)) is not None and base.low > 0]
        if claim.scope or now is None or not bases:
            continue
        grown = [_growth(now, base) for base in bases]
        if not any(meets(growth, stated(claim)) for growth in grown):
            yield finding(
                scene.rulebook,
                "growth-other-base",
                f"L{claim.glyphs.token.line}",
                figures=_ids(claim, figures),
                item=claim.subject,
                period=label,
                value=claim.glyphs.quantity.raw,
                computed=" or ".join(f"{float(growth.low + growth.high) / 2:.1f}%" for growth in grown),
            )


def _growth(now: Interval, base: Interval) -> Interval:
    return Interval(low=HUNDRED * (now.low / base.high - 1), high=HUNDRED * (now.high / base.low - 1))
