"""Page numbers printed on slides: lines whose number rises through the deck."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]+")
_LONGEST = 90
_MOST_DIGITS = 3
_STEP = 3
_FEWEST = 4
_FEWEST_ALONE = 3
_GAP = 5
_SECOND = 2
_MOST = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMark:
    """A page number printed on line `at`, counted from 0."""

    at: int
    number: int


def find_pages(raws: Sequence[str]) -> tuple[PageMark, ...]:
    """The longest chain of page numbers: lines alike but for one number, which rises by small steps.

    At least four of them must spread over more than a third of the deck, or three that count on from the first page,
    each alone between blank lines; otherwise there is no chain.
    """
    best: tuple[PageMark, ...] = ()
    for places in _alike(raws).values():
        for position in range(len(places[0][1])):
            marks = [PageMark(at=at, number=numbers[position]) for at, numbers in places]
            best = max(best, _chain(marks), key=len)
    spread = 3 * (best[-1].at - best[0].at) > len(raws) if best else False
    return best if spread and (len(best) >= _FEWEST or _counts_alone(best, raws)) else ()


def _counts_alone(chain: tuple[PageMark, ...], raws: Sequence[str]) -> bool:
    """Whether numbers stand alone between blank lines and count on by one from the first or second page."""
    counted = [mark.number - chain[0].number for mark in chain] == list(range(len(chain)))
    return (
        len(chain) >= _FEWEST_ALONE
        and counted
        and chain[0].number <= _SECOND
        and all(_alone(m.at, raws) for m in chain)
    )


def _alone(at: int, raws: Sequence[str]) -> bool:
    return raws[at].strip().isdigit() and not any(
        raw.strip() for raw in (*raws[max(at - 1, 0) : at], *raws[at + 1 : at + 2])
    )


def _alike(raws: Sequence[str]) -> dict[str, list[tuple[int, list[int]]]]:
    """Lines with numbers by what they are without them."""
    groups: dict[str, list[tuple[int, list[int]]]] = {}
    for at, raw in enumerate(raws):
        found = _DIGITS.findall(raw) if len(raw) <= _LONGEST else []
        if not found or "," in raw or "%" in raw or max(len(one) for one in found) > _MOST_DIGITS + 1:
            continue
        mask = _DIGITS.sub("#", " ".join(raw.split()))
        groups.setdefault(mask, []).append((at, [int(one) for one in found]))
    return {mask: places[:_MOST] for mask, places in groups.items() if len(places) >= _FEWEST_ALONE}


def _chain(marks: Sequence[PageMark]) -> tuple[PageMark, ...]:
    """The longest run of marks whose numbers rise by one to three, some lines apart."""
    longest = [1] * len(marks)
    before = [-1] * len(marks)
    for j, mark in enumerate(marks):
        for i in range(j):
            step = mark.number - marks[i].number
            if 0 < step <= _STEP and mark.at - marks[i].at >= _GAP * step and longest[i] >= longest[j]:
                longest[j], before[j] = longest[i] + 1, i
    at = max(range(len(marks)), key=longest.__getitem__, default=-1)
    chain: list[PageMark] = []
    while at >= 0:
        chain.insert(0, marks[at])
        at = before[at]
    return tuple(chain)
