"""Wholes: shares beside their names that add up to a hundred, as pies print them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from math import sqrt

from extractor.model.interval import meets
from extractor.model.number import Quantity, Sign
from extractor.model.proposal import Box
from extractor.reconcile.boards.board import glyph_interval
from extractor.reconcile.boxes.nouns import Group, Kind, Member, Slide
from extractor.reconcile.boxes.pairing import pair

HUNDRED = Decimal(100)
LEAST_SHARES = 3
MOST_SHARES = 40
"""No pie has more slices; longer runs of shares are a flood, and are not searched for one."""
LIKELY_Z = 2.0
LEAST_FINE = 2


def wholes(slide: Slide) -> tuple[Group, ...]:
    """The pies of a slide; shares printed again with more digits go with theirs."""
    shares = [box for box in slide.free if _is_share(box)]
    places = sorted({_quantity(box).decimals for box in shares})
    groups: list[Group] = []
    for decimals in places:
        rest = tuple(box for box in shares if _quantity(box).decimals == decimals)
        groups.extend(_groups(slide, rest))
    used = {glyph.token.order for group in groups for glyph in group.glyphs}
    return tuple(_with_fine(groups, [box for box in shares if box.token.order not in used]))


def _is_share(box: Box) -> bool:
    if len(box.cuts[0]) != 1:
        return False
    quantity = _quantity(box)
    return quantity.percent and quantity.sign is Sign.NONE and 0 < quantity.magnitude <= HUNDRED


def _quantity(box: Box) -> Quantity:
    return box.cuts[0][0].quantity


def _groups(slide: Slide, boxes: tuple[Box, ...]) -> Iterator[Group]:
    """All named shares as one pie, or cut into families of names, or runs of shares that are pies."""
    beside = tuple(box for box in boxes if box.before >= 0 or box.behind >= 0)
    members = _named(slide, beside)
    for parts in ([members], _families(members)):
        if parts and all(_is_whole(part) for part in parts):
            yield from (_group(slide, part) for part in parts)
            return
    yield from _runs(slide, boxes)


def _named(slide: Slide, boxes: tuple[Box, ...]) -> tuple[Member, ...]:
    captions = slide.boxes.captions
    taken = pair(boxes, captions)
    return tuple(
        Member(glyph=box.cuts[0][0], name=captions[number].text, codes=_codes(box))
        for box, number in zip(boxes, taken, strict=False)
    )


def _codes(box: Box) -> tuple[str, ...]:
    return ("name-beside", "value-about") if box.about else ("name-beside",)


def _families(members: tuple[Member, ...]) -> list[tuple[Member, ...]]:
    """Members by the first word of their names; words that come once or twice are one family together."""
    by_word: dict[str, list[Member]] = {}
    for member in members:
        by_word.setdefault(member.name.casefold().split(" ")[0], []).append(member)
    families = [tuple(found) for found in by_word.values() if len(found) >= LEAST_SHARES]
    known = {member.glyph.token.order for family in families for member in family}
    rest = tuple(member for member in members if member.glyph.token.order not in known)
    return sorted([*families, *([rest] if rest else [])], key=lambda family: family[0].glyph.token.order)


def _is_whole(members: tuple[Member, ...]) -> bool:
    """Whether shares add up to a hundred as closely as their rounding lets expect."""
    if len(members) < LEAST_SHARES:
        return False
    step = Decimal(1).scaleb(-members[0].glyph.quantity.decimals)
    gap = abs(sum((m.glyph.quantity.magnitude for m in members), Decimal(0)) - HUNDRED)
    return gap <= step * max(1, int(LIKELY_Z * sqrt((len(members)) / 12)))


def _runs(slide: Slide, boxes: tuple[Box, ...]) -> Iterator[Group]:
    """Runs of consecutive shares that add up, each with a name of its own; the first and longest count."""
    start = 0
    while start + LEAST_SHARES <= len(boxes):
        found = (_named(slide, boxes[start:stop]) for stop in reversed(_stops(boxes, start)))
        members = next((members for members in found if members), ())
        if members:
            yield _group(slide, members)
        start += max(1, len(members))


def _stops(boxes: tuple[Box, ...], start: int) -> list[int]:
    """Where consecutive shares from `start` on add up to a hundred."""
    step = Decimal(1).scaleb(-_quantity(boxes[start]).decimals)
    stops: list[int] = []
    total = Decimal(0)
    for at, box in enumerate(boxes[start : start + MOST_SHARES], start):
        total += _quantity(box).magnitude
        if total > HUNDRED + step or box.token.order - boxes[start].token.order != at - start:
            break
        if total >= HUNDRED - step and at + 1 - start >= LEAST_SHARES:
            stops.append(at + 1)
    return stops


def _group(slide: Slide, members: tuple[Member, ...]) -> Group:
    return Group(slide=slide, kind=Kind.WHOLE, members=members, total=HUNDRED, source="the whole")


def _with_fine(groups: list[Group], boxes: list[Box]) -> Iterator[Group]:
    """The one group whose members all open shares round to gets them, under the names of those."""
    found = [_fine(group, boxes) for group in groups]
    fitting = [number for number, fine in enumerate(found) if len(fine) == len(boxes) >= LEAST_FINE]
    for number, group in enumerate(groups):
        yield replace(group, fine=found[number]) if fitting == [number] else group


def _fine(group: Group, boxes: list[Box]) -> tuple[Member, ...]:
    out: list[Member] = []
    for box in boxes:
        glyph = box.cuts[0][0]
        meant = [m for m in group.members if meets(glyph_interval(m.glyph, "1"), glyph_interval(glyph, "1"))]
        finer = [m for m in meant if m.glyph.quantity.decimals < glyph.quantity.decimals]
        if len(finer) == 1 and all(member.name != finer[0].name for member in out):
            out.append(Member(glyph=glyph, name=finer[0].name, codes=("name-rounds",)))
    return tuple(out)
