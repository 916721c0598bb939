"""Search: strokes placed one after the other, the best readings of the table so far carried along."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import nlargest

from extractor.reconcile.tables.grid import FREE, Grid, Stroke
from extractor.reconcile.tables.placements import Lines, Placement, Placer
from extractor.reconcile.tables.reader import Checks
from extractor.reconcile.tables.strokes import ordered, partners

Shape = tuple[tuple[bool, ...], bool, tuple[int, ...]]
"""What a printed line looks like, mark by mark, whether it has a label, and the columns that its marks went to."""
BEAM = 32
ALIKE = 1.5
PAIRED = 2.0
FEW = 8
INVERSION = 0.5
SETTLED = 14.0
SPEAKS = 4.0
TIED = 2.0
MOST_TIED = 40
MOST_TRIALS = 60_000


@dataclass(slots=True)
class State:
    """A reading of the table so far: the mark in every cell, the score of each check, and the sum of all.

    `courses` are the rows that printed columns went through, in their order. `turns` counts, for every column, pairs of
    marks printed in the order of their rows and against it. `shapes` are the columns that lines of a look went to.
    """

    cells: list[int]
    scores: list[float]
    total: float
    cost: float = 0.0
    courses: tuple[Lines, ...] = ()
    turns: tuple[tuple[int, int], ...] = ()
    shapes: frozenset[Shape] = frozenset()
    before: "State | None" = None
    pairs: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Trial:
    total: float
    state: int
    cost: float
    cells: tuple[int, ...]


@dataclass(slots=True)
class Effort:
    """How many placements may still be tried; a table that needs more stays as far as it was read."""

    left: int = MOST_TRIALS

    @property
    def spent(self) -> bool:
        return self.left <= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What a search needs: the grid, its checks, the placer of one hypothesis of orders, and the effort left."""

    grid: Grid
    checks: Checks
    placer: Placer
    effort: Effort = field(default_factory=Effort)
    deep: bool = False
    partners: dict[int, int] = field(default_factory=dict)
    touched: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)
    seen: dict[tuple[int, tuple[int, ...]], Shape] = field(default_factory=dict)

    def run(self) -> list[State]:
        """Readings of the whole table, best first."""
        turns = ((0, 0),) * len(self.grid.heads)
        scores = [0.0] * len(self.checks.all)
        states = [State(cells=[FREE] * self.grid.size, scores=scores, total=0.0, turns=turns)]
        left = ordered(self.grid)
        self.partners.update(partners(left))
        leads: dict[Stroke, float] = {}
        while left and not self.effort.spent:
            stroke = self._surest(states[0], left, leads)
            left.remove(stroke)
            before = states[0]
            states = self._after(states, stroke)
            if states[0].before is not before:
                leads.clear()
        return states

    def _surest(self, state: State, left: list[Stroke], leads: dict[Stroke, float]) -> Stroke:
        """The stroke whose best place in the best reading leads its next best by most.

        `leads` keeps what was found for the reading before; only strokes that nothing spoke for are looked at again,
        and the one chosen.
        """
        fresh = [stroke for stroke in left if leads.get(stroke, -1.0) < 0]
        leads |= {stroke: self._lead(state, stroke) for stroke in fresh}
        while True:
            best = max(left, key=lambda stroke: leads[stroke])
            if best in fresh:
                return best
            leads[best] = self._lead(state, best)
            fresh.append(best)

    def _lead(self, state: State, stroke: Stroke) -> float:
        """By how much the best place of a stroke leads the next best; where no check speaks for it, how many places
        are about as good, as a negative number."""
        odd = self.deep or state.cost == 0
        best = nlargest(MOST_TIED, self._all_trials(0, state, stroke, odd=odd), key=lambda trial: trial.total)
        proof = best[0].total + best[0].cost - state.total
        if proof >= SPEAKS:
            return best[0].total - best[min(1, len(best) - 1)].total
        return -float(sum(trial.total > best[0].total - TIED for trial in best))

    def _all_trials(self, number: int, state: State, stroke: Stroke, *, odd: bool) -> list[_Trial]:
        sisters = self.placer.like(stroke, state.cells, iter(state.courses))
        trials = list(self._trials(number, state, stroke, (self.placer.none(stroke),)))
        trials += self._trials(number, state, stroke, self.placer.plain(stroke, state.cells))
        trials += self._trials(number, state, stroke, sisters, ordered=False)
        if odd:
            trials += self._trials(number, state, stroke, self.placer.turned(stroke, state.cells))
        return trials

    def _after(self, states: list[State], stroke: Stroke) -> list[State]:
        """The best readings with one more stroke; odd placements are tried where plain ones explain little."""
        trials: list[_Trial] = []
        few = self._few(stroke)
        for number, state in enumerate(states):
            trials += self._all_trials(number, state, stroke, odd=self.deep or number < few)
        trials.sort(key=lambda trial: -trial.total)
        kept: dict[tuple[int, tuple[int, ...]], _Trial] = {}
        for trial in trials:
            if len(kept) == BEAM or trial.total < trials[0].total - SETTLED:
                break
            kept.setdefault((trial.state, trial.cells), trial)
        return [self._grown(states[trial.state], stroke, trial) for trial in kept.values()]

    def _few(self, stroke: Stroke) -> int:
        """For how many readings odd placements are tried: columns of amounts lead, shares and rates follow."""
        return 0 if all(self.grid.marks[mark].percent for mark in stroke.marks) else FEW

    def _trials(
        self,
        number: int,
        state: State,
        stroke: Stroke,
        placements: Iterable[Placement],
        *,
        ordered: bool = True,
    ) -> Iterator[_Trial]:
        """Scores of placements, tried on the cells of the state and taken back."""
        cells, scores, known = state.cells, state.scores, self.checks.known
        for placed, own_cost in placements:
            turned = INVERSION * self._inversions(state, stroke, placed) if ordered else 0.0
            cost = own_cost + turned - self._likely(state, stroke, placed)
            filled = [(mark, cell) for mark, cell in zip(stroke.marks, placed, strict=True) if cell != FREE]
            for mark, cell in filled:
                cells[cell] = mark
            total = state.total - cost
            for check in self._touched(placed):
                reads, told = known[check]
                score = told.get(reads(cells))
                total += (self.checks.score(check, cells) if score is None else score) - scores[check]
            for _, cell in filled:
                cells[cell] = FREE
            yield _Trial(total, number, cost, placed)
            self.effort.left -= 1
            if self.effort.spent:
                return

    def _touched(self, placed: tuple[int, ...]) -> tuple[int, ...]:
        """The checks that read one of the cells."""
        found = self.touched.get(placed)
        if found is None:
            by_cell = self.checks.by_cell
            touched = {check for cell in placed if cell != FREE for check in by_cell[cell]}
            found = self.touched[placed] = tuple(sorted(touched))
        return found

    def _likely(self, state: State, stroke: Stroke, placed: tuple[int, ...]) -> float:
        """What speaks for a printed line beyond its figures.

        Lines of its look stand in the same columns, its share or amount, printed beside it, in the same row.
        """
        if stroke.upright or FREE in placed:
            return 0.0
        gain = ALIKE if self._shape(stroke, placed) in state.shapes else 0.0
        partner = self.partners.get(stroke.marks[0], FREE)
        if partner != FREE and partner in state.cells:
            width = len(self.grid.heads)
            gain += PAIRED if state.cells.index(partner) // width == placed[0] // width else 0.0
        return gain

    def _shape(self, stroke: Stroke, placed: tuple[int, ...]) -> Shape:
        key = stroke.marks[0], placed
        found = self.seen.get(key)
        if found is None:
            width = len(self.grid.heads)
            look = tuple(self.grid.marks[mark].percent for mark in stroke.marks)
            found = self.seen[key] = look, bool(stroke.lines), tuple(cell % width for cell in placed)
        return found

    def _inversions(self, state: State, stroke: Stroke, placed: tuple[int, ...]) -> int:
        """How many more marks of a column than before are out of the order they were printed in, up or down."""
        count = 0
        for head, (down, up) in self._turns(state, stroke, placed).items():
            was = state.turns[head]
            count += min(was[0] + down, was[1] + up) - min(was)
        return count

    def _turns(self, state: State, stroke: Stroke, placed: tuple[int, ...]) -> dict[int, tuple[int, int]]:
        """By column, pairs of a new mark and one that stands there, in the order of their rows and against it."""
        width, pairs = len(self.grid.heads), state.pairs
        found: dict[int, tuple[int, int]] = {}
        for place in zip(stroke.marks, placed, strict=True):
            if place[1] == FREE:
                continue
            if place not in pairs:
                pairs[place] = self._pairs(state, *place)
            down, up = found.get(place[1] % width, (0, 0))
            found[place[1] % width] = down + pairs[place][0], up + pairs[place][1]
        return found

    def _pairs(self, state: State, mark: int, cell: int) -> tuple[int, int]:
        """The pairs that one mark would make in a cell."""
        cells, ranks, width = state.cells, self.placer.ranks, len(self.grid.heads)
        rank = ranks[cell // width]
        down = up = 0
        for other, its_rank in zip(cells[cell % width :: width], ranks, strict=True):
            if other >= 0:
                if (other < mark) is (its_rank < rank):
                    down += 1
                else:
                    up += 1
        return down, up

    def _grown(self, state: State, stroke: Stroke, trial: _Trial) -> State:
        cells, scores = state.cells.copy(), state.scores.copy()
        for mark, cell in zip(stroke.marks, trial.cells, strict=True):
            if cell != FREE:
                cells[cell] = mark
        for check in self._touched(trial.cells):
            scores[check] = self.checks.score(check, cells)
        width = len(self.grid.heads)
        course = tuple(cell // width for cell in trial.cells) if stroke.upright and FREE not in trial.cells else ()
        courses = state.courses if not course or course in state.courses else (*state.courses, course)
        turns = list(state.turns)
        for head, (down, up) in self._turns(state, stroke, trial.cells).items():
            turns[head] = (turns[head][0] + down, turns[head][1] + up)
        return State(
            cells=cells,
            scores=scores,
            total=trial.total,
            cost=state.cost + trial.cost,
            courses=courses,
            turns=tuple(turns),
            shapes=state.shapes
            if stroke.upright or FREE in trial.cells
            else state.shapes | {self._shape(stroke, trial.cells)},
            before=state,
        )
