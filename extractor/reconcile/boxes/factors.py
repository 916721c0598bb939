"""Names of stated sums: by what the deck knows of each item's change, by sentences, by what is left over."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import regex

from extractor.model.exhibit import Exhibit
from extractor.model.figure import Alternative
from extractor.model.proposal import Glyphs
from extractor.reconcile.boxes.known import fits_change
from extractor.reconcile.boxes.nouns import Group, Member
from extractor.reconcile.naming.naming import Scene
from extractor.rulebook.names import read_name

SENTENCE_END = regex.compile(r"(?<=[.。;；])\s+(?=\D)")
LEAST_DIGITS = 3
CHANGE, STATED, LEFT, ORDER, OPEN = (
    "name-difference",
    "name-stated",
    "name-left-over",
    "name-order-one",
    "name-open",
)
Taken = Mapping[int, tuple[int, str]]
"""Member number → the number of its name, with the code of evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Members [first, last) and the names that are theirs in some order."""

    first: int
    last: int

    @property
    def numbers(self) -> range:
        return range(self.first, self.last)


def named_members(group: Group, scene: Scene, exhibits: tuple[Exhibit, ...]) -> tuple[Member, ...]:
    """The members with their names; where several are left for several values, all of them are listed."""
    if not group.names:
        return group.members
    taken: dict[int, tuple[int, str]] = {}
    for block in _blocks(group):
        taken |= _proven(group, block, scene)
        taken |= _stated(group, block, taken, exhibits)
    ordered = [number for _, (number, _) in sorted(taken.items())]
    straight = bool(taken) and ordered == sorted(ordered)
    for block in _blocks(group):
        taken |= _left(block, taken, straight=straight)
    return tuple(_named(group, number, taken) for number in range(len(group.members)))


def _blocks(group: Group) -> list[_Block]:
    """Members that count up, and those that count down, where headings part their names too."""
    up = sum(member.weight > 0 for member in group.members)
    count = len(group.members)
    if not group.headings or up == count:
        return [_Block(first=0, last=count)]
    return [_Block(first=0, last=up), _Block(first=up, last=count)]


def _proven(group: Group, block: _Block, scene: Scene) -> Taken:
    """Names whose known change is one value's alone, and that value no other name's."""
    if not group.periods:
        return {}
    scale = group.slide.exhibit.unit.scale
    fits = {
        (member, name): fits_change(
            scene.world, scene.keys.key(group.names[name]), group.periods, group.members[member].glyph, scale
        )
        for member in block.numbers
        for name in block.numbers
    }
    sure = [pair for pair, fit in fits.items() if fit]
    return {m: (n, CHANGE) for m, n in sure if sum(m == a or n == b for a, b in sure) == 1}


def _stated(group: Group, block: _Block, taken: Taken, exhibits: tuple[Exhibit, ...]) -> Taken:
    """Names all of whose words stand in a sentence that states the value, and no other name's words do."""
    used = {number for number, _ in taken.values()}
    free = [number for number in block.numbers if number not in used]
    found: dict[int, tuple[int, str]] = {}
    for member in block.numbers:
        sentences = [] if member in taken else list(_sentences(group.members[member].glyph, group, exhibits))
        said = {name for sentence in sentences for name in free if _says(sentence, group.names[name])}
        if len(said) == 1:
            found[member] = (next(iter(said)), STATED)
    names = [number for number, _ in found.values()]
    return {member: pair for member, pair in found.items() if names.count(pair[0]) == 1}


def _sentences(glyph: Glyphs, group: Group, exhibits: tuple[Exhibit, ...]) -> Iterator[frozenset[str]]:
    """The words of sentences anywhere in the deck that state a value of some length."""
    digits = f"{glyph.quantity.magnitude:,}"
    if sum(sign.isdigit() for sign in digits) < LEAST_DIGITS:
        return
    number = regex.compile(rf"(?<![\d.,]){regex.escape(digits)}(?![\d%]|[.,]\d)")
    for exhibit in exhibits:
        for statement in exhibit.statements:
            for sentence in SENTENCE_END.split(statement.text):
                if number.search(sentence):
                    yield frozenset(read_name(sentence).words)


def _says(sentence: frozenset[str], name: str) -> bool:
    words = frozenset(read_name(name).words)
    return bool(words) and words <= sentence


def _left(block: _Block, taken: Taken, *, straight: bool) -> Taken:
    """Values without a name take the names left in text order: sure of it where one is left, else open."""
    used = {number for number, _ in taken.values()}
    members = [number for number in block.numbers if number not in taken]
    names = [number for number in block.numbers if number not in used]
    code = LEFT if len(members) == 1 else ORDER if straight else OPEN
    return {member: (name, code) for member, name in zip(members, names, strict=True)}


def _named(group: Group, number: int, taken: Taken) -> Member:
    name, code = taken[number]
    opened = {n for m, (n, how) in taken.items() if how == OPEN and m != number}
    block = next(block for block in _blocks(group) if number in block.numbers)
    rivals = sorted(opened & set(block.numbers)) if code == OPEN else []
    return replace(
        group.members[number],
        name=group.names[name],
        codes=(code,),
        rivals=tuple(Alternative(link="item", reading=group.names[rival]) for rival in rivals),
    )
