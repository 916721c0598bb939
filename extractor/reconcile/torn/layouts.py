"""Layouts: how a row glued into one string may lie over an axis some of whose columns are torn out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from extractor.model.proposal import Glyphs, Proposal, SeriesRow
from extractor.reconcile.boards.board import Cells

MOST_LAYOUTS = 240
ASTRAY = 12
"""What it costs to hold a column printed before the row, or to lack one printed behind it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The columns of a torn chart: how many, and those with their label apart: its order, −1 if lost."""

    width: int
    apart: tuple[tuple[int, int], ...]

    @property
    def main(self) -> tuple[int, ...]:
        """Columns with a label on the axis, which every row holds."""
        torn = {column for column, _ in self.apart}
        return tuple(column for column in range(self.width) if column not in torn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One cut of a row with a place for each of its cells; empty cells are those torn out of it."""

    cells: Cells
    cost: int


def frame_of(proposal: Proposal) -> Frame:
    """The frame of a torn proposal."""
    return Frame(width=len(proposal.columns), apart=proposal.apart)


def layouts(row: SeriesRow, frame: Frame) -> tuple[Layout, ...]:
    """The layouts of a row, the likeliest first: columns printed apart before the row are torn out of it."""
    cuts = (row.glyphs, *row.variants)
    least = min(_cut_cost(cut) for cut in cuts)
    found = [layout for cut in cuts for layout in _placed(cut, frame, least)]
    return tuple(sorted(found, key=lambda layout: layout.cost)[:MOST_LAYOUTS])


def _cut_cost(cut: tuple[Glyphs, ...]) -> int:
    first = cut[0]
    return first.token.run.candidates[first.candidate].cost


def _placed(cut: tuple[Glyphs, ...], frame: Frame, least: int) -> Iterator[Layout]:
    """The cut over every choice of torn columns that it may hold."""
    spare = len(cut) - len(frame.main)
    if not 0 <= spare <= len(frame.apart):
        return
    order = cut[0].token.order
    for held in combinations(frame.apart, spare):
        cost = _cut_cost(cut) - least + ASTRAY * sum(_astray(column, held, order) for column in frame.apart)
        places = sorted((*frame.main, *(column for column, _ in held)))
        at = dict(zip(places, cut, strict=True))
        yield Layout(cells=tuple(at.get(column) for column in range(frame.width)), cost=cost)


def _astray(column: tuple[int, int], held: tuple[tuple[int, int], ...], order: int) -> bool:
    """Whether holding or lacking a column contradicts where its label stands; a lost label tells nothing."""
    label = column[1]
    return label >= 0 and (column in held) is (label <= order)
