"""Footing: which glued row is the sum of which others, and the layouts that meet it in every column."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log2

from extractor.model.interval import Regime
from extractor.reconcile.boards.board import Board, SumRule, value_units
from extractor.reconcile.boards.sums import part_sets
from extractor.reconcile.rounding.gaps import allowed_gap
from extractor.reconcile.torn.layouts import Frame, Layout

MOST_ROWS = 12
MOST_STEPS = 20_000
MOST_CHOICES = 64
MISS_SHARE = 6
LEAST_BITS = 16.0
Options = dict[int, tuple[Layout, ...]]
Values = tuple[int | None, ...]
Rest = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Footing:
    """A sum rule with the choices of layouts that meet it, one per member (total first), the likeliest first.

    `complete` is false where the search was cut short, so that there may be others.
    """

    rule: SumRule
    choices: tuple[tuple[Layout, ...], ...] = ()
    complete: bool = True

    @property
    def members(self) -> tuple[int, ...]:
        return (self.rule.total, *self.rule.parts)


def find_footings(board: Board, options: Options, frame: Frame, regime: Regime) -> tuple[Footing, ...]:
    """Sums that hold in the axis' own columns under some layouts; more parts first, no part twice."""
    rows = [row for row in options if not board.series[row].row.style.percent][:MOST_ROWS]
    found: list[Footing] = []
    for misses in dict.fromkeys((0, len(frame.main) // MISS_SHARE)):
        for rule in _hypotheses(rows, len(frame.main)):
            if _free(rule, found):
                footing = foot(rule, options, frame, regime, misses)
                found += [footing] if footing.choices else []
    return tuple(found)


def _hypotheses(rows: list[int], columns: int) -> list[SumRule]:
    every = [
        SumRule(total=total, parts=parts, holds=columns, columns=columns)
        for total in rows
        for parts in part_sets(total, rows)
    ]
    return sorted(every, key=lambda rule: -len(rule.parts))


def _free(rule: SumRule, found: list[Footing]) -> bool:
    """Whether a rule may join others: no second sum for a total, no part twice, no circle."""
    kept = [footing.rule for footing in found]
    taken = {part for other in kept for part in other.parts}
    circle = any(rule.total in other.parts and other.total in rule.parts for other in kept)
    return rule.total not in {other.total for other in kept} and not taken & set(rule.parts) and not circle


def foot(rule: SumRule, options: Options, frame: Frame, regime: Regime, misses: int = 0) -> Footing:
    """The layouts under which a rule holds in the axis' own columns, in all but `misses` of them."""
    low, high = allowed_gap(len(rule.parts), regime, soft=True)
    rows = _signed(rule, options)
    if not _telling(rows[0], high - low + 1, frame):
        return Footing(rule=rule)
    search = _Search(rows=rows, rests=_rests(rows, frame), main=frame.main, reach=(low, high), misses=misses)
    found, whole = search.run()
    members = (rule.total, *rule.parts)
    choices = [tuple(options[row][at] for row, at in zip(members, choice, strict=True)) for choice in found]
    choices.sort(key=lambda choice: sum(layout.cost for layout in choice))
    complete = whole and len(choices) <= MOST_CHOICES
    return Footing(rule=rule, choices=tuple(choices[:MOST_CHOICES]), complete=complete)


def _signed(rule: SumRule, options: Options) -> tuple[tuple[Values, ...], ...]:
    """Whole values of every layout of every member, column by column; those of parts are negative."""
    members = (rule.total, *rule.parts)
    cells = [cell for row in members for layout in options[row] for cell in layout.cells if cell is not None]
    decimals = max((cell.quantity.decimals for cell in cells), default=0)
    return tuple(
        tuple(
            tuple(None if cell is None else sign * value_units(cell, decimals) for cell in layout.cells)
            for layout in options[row]
        )
        for row, sign in zip(members, (1, *(-1 for _ in rule.parts)), strict=True)
    )


def _telling(totals: tuple[Values, ...], passing: int, frame: Frame) -> bool:
    """Whether the totals are so large beside what rounding allows that no chance meets them."""
    sizes = [abs(value) for column in frame.main if (value := totals[0][column]) is not None]
    return sum(log2(max(1.0, size / passing)) for size in sizes) >= LEAST_BITS


def _rests(rows: tuple[tuple[Values, ...], ...], frame: Frame) -> tuple[Rest, ...]:
    """Behind every row, what the rows after it may add to each of the axis' columns, at least and at most."""
    rests: list[Rest] = [tuple((0, 0) for _ in frame.main)]
    for layouts in reversed(rows[1:]):
        seen = [[value for one in layouts if (value := one[column]) is not None] for column in frame.main]
        rests.append(tuple((low + min(v), high + max(v)) for (low, high), v in zip(rests[-1], seen, strict=True)))
    return tuple(reversed(rests))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Search:
    """Layouts tried row by row; a branch ends where too many columns can no longer meet the total."""

    rows: tuple[tuple[Values, ...], ...]
    rests: tuple[Rest, ...]
    main: tuple[int, ...]
    reach: tuple[int, int]
    misses: int

    def run(self) -> tuple[list[tuple[int, ...]], bool]:
        """Choices of layouts, and whether all branches were tried."""
        open_ends: list[tuple[tuple[int, ...], tuple[int, ...]]] = [((), tuple(0 for _ in self.main))]
        found: list[tuple[int, ...]] = []
        for _ in range(MOST_STEPS):
            if not open_ends:
                return found, True
            choice, sums = open_ends.pop()
            if len(choice) == len(self.rows):
                found.append(choice)
            else:
                open_ends.extend(self._extended(choice, sums))
        return found, False

    def _extended(
        self, choice: tuple[int, ...], sums: tuple[int, ...]
    ) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
        layouts, rests = self.rows[len(choice)], self.rests[len(choice)]
        for at in range(len(layouts) - 1, -1, -1):
            after = tuple(total + (layouts[at][column] or 0) for total, column in zip(sums, self.main, strict=True))
            low, high = self.reach
            missed = sum(
                not (total + rest[0] <= high and total + rest[1] >= low)
                for total, rest in zip(after, rests, strict=True)
            )
            if missed <= self.misses:
                yield (*choice, at), after
