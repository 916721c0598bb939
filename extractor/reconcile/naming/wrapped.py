"""Wrapped names: so many names out of printed lines as there are series, joined where the count asks."""

from dataclasses import dataclass, replace

from extractor.reconcile.naming.candidates import SPOKEN, Candidate, overlap

COST_JOIN, COST_LINE = 1, 2
MOST_NAMES = 40
"""A slide with more names than this lists no legend that could be told by its count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Names one after the other, what they cost, and whether others cost as little, and over as few lines."""

    cost: int = 0
    names: tuple[Candidate, ...] = ()
    tied: bool = False
    level: bool = False

    @property
    def lines(self) -> int:
        return max(name.last for name in self.names) - self.names[0].first if self.names else 0


def names_for(printed: tuple[Candidate, ...], count: int, *, together: bool = False) -> tuple[Candidate, ...]:
    """So many names one after the other that use as much of the printed lines as they can, at the least cost.

    Wrapped names count joined or apart as the count asks; empty where no choice gives the count, or several
    are as good. With `together` the one of them over the fewest lines counts: a legend stands in one place.
    """
    names = [name for name in printed if not name.title and name.cost < SPOKEN]
    if len(names) > MOST_NAMES:
        return ()
    best: dict[tuple[int, int], _Choice] = {(0, -1): _Choice()}
    for name in sorted(names, key=lambda n: (n.last, n.first, n.rank)):
        longer = [_with(choice, name) for choice in best.values() if _follows(choice, name, count)]
        for choice in longer:
            place = (len(choice.names), choice.names[-1].rank)
            best[place] = _better(best.get(place), choice)
    full = _best([choice for choice in best.values() if len(choice.names) == count])
    return () if (full.level if together else full.tied) else full.names


def _follows(choice: _Choice, name: Candidate, count: int) -> bool:
    if len(choice.names) == count:
        return False
    return not any(name.key == other.key or overlap(name, other) for other in choice.names)


def _with(choice: _Choice, name: Candidate) -> _Choice:
    cost = COST_JOIN * name.cost - (name.last - name.first + 1) * COST_LINE
    return replace(choice, cost=choice.cost + cost, names=(*choice.names, name))


def _better(known: _Choice | None, choice: _Choice) -> _Choice:
    return choice if known is None else _best([known, choice])


def _best(choices: list[_Choice]) -> _Choice:
    if not choices:
        return _Choice()
    cheapest = min(choice.cost for choice in choices)
    least = [choice for choice in choices if choice.cost == cheapest]
    fewest = min(choice.lines for choice in least)
    near = [choice for choice in least if choice.lines == fewest]
    tied, level = len(least) > 1, len(near) > 1
    first = near[0]
    return replace(first, tied=first.tied or tied, level=first.level or level) if tied or level else first
