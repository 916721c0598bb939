"""Which extracted figure serves which figure of the truth."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.truth.entry import Entry

_SAME_ITEM = 82
_Key = tuple[str, Decimal, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Indices of the truth with the fact that serves each: as a whole, or by value and period alone."""

    whole: Mapping[int, int]
    value_and_period: Mapping[int, int]


def _alike(a: str, b: str) -> float:
    from rapidfuzz import fuzz

    return max(fuzz.token_set_ratio(a, b), fuzz.ratio(a, b))


def _closeness(truth: Entry, fact: Entry) -> float:
    """How alike the names are, 0 to 100, with a breath more for the same section."""
    if not truth.item:
        return 100
    if not fact.item:
        return 0
    full = (f"{truth.breadcrumb} {truth.item}", f"{fact.breadcrumb} {fact.item}")
    best = max(_alike(truth.item, fact.item), _alike(*full))
    if truth.breadcrumb and fact.breadcrumb:
        best += _alike(truth.breadcrumb, fact.breadcrumb) / 1000
    return best


def _index(facts: Sequence[Entry]) -> dict[_Key, list[int]]:
    places: dict[_Key, list[int]] = defaultdict(list)
    for at, fact in enumerate(facts):
        for amount in fact.amounts:
            for period in fact.periods:
                places[period, abs(amount), fact.family].append(at)
    return places


def _comparable(truth: Entry, fact: Entry) -> bool:
    """Whether sign and page agree; sentences write signs both ways."""
    return (truth.callout or truth.amounts == fact.amounts) and truth.page in {"", fact.page}


def _candidates(truths: Sequence[Entry], facts: Sequence[Entry]) -> Iterator[tuple[float, float, int, int]]:
    places = _index(facts)
    for at, truth in enumerate(truths):
        for amount in truth.amounts:
            for found in places.get((truth.periods[0], abs(amount), truth.family), ()):
                fact = facts[found]
                if _comparable(truth, fact):
                    closeness = _closeness(truth, fact)
                    same_exhibit = bool(fact.exhibit) and fact.exhibit == truth.exhibit
                    yield closeness, closeness + same_exhibit, at, found


def pair(truths: Sequence[Entry], facts: Sequence[Entry]) -> Pairing:
    """Pairs greedily, closest names first; each fact serves one truth, ties go in the order of the truth."""
    ranked = sorted(_candidates(truths, facts), key=lambda candidate: -candidate[1])
    whole: dict[int, int] = {}
    used: set[int] = set()
    for closeness, _, truth, fact in ranked:
        if closeness >= _SAME_ITEM and truth not in whole and fact not in used:
            whole[truth] = fact
            used.add(fact)
    half: dict[int, int] = {}
    for closeness, _, truth, fact in ranked:
        if closeness < _SAME_ITEM and truth not in whole and fact not in used:
            half.setdefault(truth, fact)
    return Pairing(whole=whole, value_and_period=half)
