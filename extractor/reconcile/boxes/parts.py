"""Loose values of a chart that add up to what a sentence states for a longer period: its last columns."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.model.exhibit import Exhibit
from extractor.model.figure import FigureKind, Measure
from extractor.model.period import resolve
from extractor.model.proposal import Claim, Glyphs, SeriesRow
from extractor.reconcile.boards.board import Board, Series
from extractor.reconcile.boxes.boards import FIRST_PANEL
from extractor.reconcile.known.bounds import parts_of
from extractor.reconcile.naming.naming import Scene
from extractor.rulebook.names import read_name

PANEL = FIRST_PANEL + 8
LEAST_DIGITS = 3
MOST_OF_NAME = 0.5
SMALL = frozenset({"of", "and", "from", "the", "for", "to", "in"})


def part_boards(boards: Iterable[Board], claims: Iterable[Claim], scene: Scene) -> Iterator[Board]:
    """One board for each claim that the loose values of a chart on its slide add up to."""
    stated = [claim for claim in claims if claim.measure is Measure.AMOUNT and claim.period is not None]
    for board in boards:
        if board.proposal.kind is not FigureKind.CHART or not board.loose:
            continue
        found = [
            made
            for claim in stated
            if claim.exhibit == board.exhibit.number and (made := _board(board, claim, scene)) is not None
        ]
        yield from found[:1] if len(found) == 1 else ()


def _board(board: Board, claim: Claim, scene: Scene) -> Board | None:
    """The loose values as a row over the parts of the claim's period; None where they do not give it."""
    columns = _columns(board, claim, scene)
    plain = tuple(glyph for glyph in board.loose if not glyph.quantity.percent)
    total = claim.glyphs.quantity.value
    same = sum((g.quantity.value for g in plain), Decimal(0)) == total and len(plain) == len(columns) > 1
    if not same or abs(total) < Decimal(10) ** (LEAST_DIGITS - 1) or claim.scale != board.exhibit.unit.scale:
        return None
    series = _series(board.exhibit, plain, claim, scene)
    heads = tuple(board.columns[column] for column in columns)
    proposal = replace(board.proposal, panel=PANEL, columns=heads, rows=(series.row,), labelled=(), pairs=())
    return replace(board, proposal=proposal, series=(series,), loose=(), sums=(), unprinted=(), stated=())


def _columns(board: Board, claim: Claim, scene: Scene) -> tuple[int, ...]:
    """The columns of the periods that make up the claim's; empty where one is missing."""
    heads = [resolve(c.period, scene.calendar) for c in board.columns if c.period is not None]
    if claim.period is None or len(heads) != board.width:
        return ()
    places = {period.label: column for column, period in enumerate(heads)}
    parts = parts_of(claim.period, heads[0].kind)
    return tuple(places[part] for part in parts) if all(part in places for part in parts) else ()


def _series(exhibit: Exhibit, glyphs: tuple[Glyphs, ...], claim: Claim, scene: Scene) -> Series:
    name = _name(exhibit, claim)
    return Series(
        row=SeriesRow(glyphs=glyphs, style=glyphs[0].token.style, clean=False),
        cells=glyphs,
        unit=exhibit.unit.unit,
        scale=exhibit.unit.scale,
        measure=Measure.AMOUNT,
        evidence=tuple(("text-order",) for _ in glyphs),
        rivals=tuple(() for _ in glyphs),
        name=name,
        key=scene.keys.key(name),
        name_evidence=("name-stated",),
        value_evidence=("value-checked",),
    )


def _name(exhibit: Exhibit, claim: Claim) -> str:
    """The printed name most of whose words are the claim's; else the claim's own subject."""
    said = frozenset(read_name(claim.subject).words) - SMALL
    shares = [
        (len(words & said) / len(words), -name.cost, name.text)
        for name in exhibit.names
        if (words := frozenset(read_name(name.text).words) - SMALL)
    ]
    best = max(shares, default=(0.0, 0, ""))
    return best[2].strip("()（） ") if best[0] > MOST_OF_NAME else claim.subject
