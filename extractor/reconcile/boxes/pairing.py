"""Pairing: every value takes the caption before or behind it, no caption twice."""

from dataclasses import dataclass

from extractor.model.proposal import Box, Caption

APART = 1
FAR_LINES = 3
AGAINST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """Captions taken so far, and what they cost."""

    cost: int
    taken: tuple[int, ...]


def pair(boxes: tuple[Box, ...], captions: tuple[Caption, ...]) -> tuple[int, ...]:
    """The caption of each box, one direction preferred; empty where one has none or two ways are as good."""
    ways = [way for prefer in (0, 1) for way in _ways(boxes, captions, prefer)]
    ranked = sorted(ways, key=lambda way: (way.cost, way.taken))
    if not ranked or any(w.cost == ranked[0].cost and w.taken != ranked[0].taken for w in ranked[1:]):
        return ()
    return ranked[0].taken


def _ways(boxes: tuple[Box, ...], captions: tuple[Caption, ...], prefer: int) -> list[_Way]:
    """The two cheapest ways, where captions on the other side than preferred cost more."""
    ways = [_Way(cost=0, taken=())]
    for box in boxes:
        grown = [
            _Way(cost=way.cost + cost, taken=(*way.taken, number))
            for number, cost in _options(box, captions, prefer)
            for way in ways
            if number not in way.taken[-1:]
        ]
        ways = _best(grown)
    return ways


def _options(box: Box, captions: tuple[Caption, ...], prefer: int) -> list[tuple[int, int]]:
    """The captions next to a box with what each costs."""
    sides = [(side, number) for side, number in enumerate((box.before, box.behind)) if number >= 0]
    return [(number, _cost(box, captions[number], against=side != prefer)) for side, number in sides]


def _best(ways: list[_Way]) -> list[_Way]:
    """The two cheapest ways for each last caption."""
    by_last: dict[int, list[_Way]] = {}
    for way in sorted(ways, key=lambda way: (way.cost, way.taken)):
        by_last.setdefault(way.taken[-1], []).append(way)
    return [way for found in by_last.values() for way in found[:2]]


def _cost(box: Box, caption: Caption, *, against: bool) -> int:
    if caption.box == box.box:
        return AGAINST * against
    line = box.token.line
    far = min(abs(line - caption.last), abs(line - caption.first)) > FAR_LINES
    return APART + far + AGAINST * against
