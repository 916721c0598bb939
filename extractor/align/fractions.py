"""Boxes that say how many of so many, as `9/10`, each with its name; a sentence of the slide says of what."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Token
from extractor.model.figure import Measure
from extractor.model.number import RunShape
from extractor.model.proposal import Claim, Glyphs
from extractor.rulebook import Rulebook
from extractor.rulebook.units import find_units

LEAST_BOXES = 3
LONGEST_NAME = 3
PAIR = 2
EDGES = " •·-–:：*"
NAME = regex.compile(r"\p{Lu}[^\d.:;]*$|\p{Han}[^\d。]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Lines without a blank between: their fractions and their words; `lines` counts the lines of words."""

    boxes: tuple[Token, ...]
    words: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Whole:
    """Of how many, what these are, and the sentence that says it."""

    count: int
    unit: str
    text: str


def find_fractions(
    exhibits: tuple[Exhibit, ...], lines: tuple[RepairedLine, ...], rulebook: Rulebook
) -> tuple[Claim, ...]:
    """Claims of the fractions of slides, where each has a name of its own and a sentence says of how many."""
    by_number = {line.number: line for line in lines}
    return tuple(claim for exhibit in exhibits for claim in _of_slide(exhibit, by_number, rulebook))


def _of_slide(exhibit: Exhibit, lines: Mapping[int, RepairedLine], rulebook: Rulebook) -> Iterator[Claim]:
    boxes = [token for token in exhibit.tokens if _is_fraction(token)]
    whole = _whole(exhibit, lines, boxes, rulebook)
    if whole is None or len(boxes) < LEAST_BOXES:
        return
    for token, name in _named(_blocks(exhibit, boxes, lines)):
        yield Claim(
            exhibit=exhibit.number,
            subject=name,
            scope=whole.text,
            glyphs=Glyphs(token=token, quantity=token.run.best.quantities[0], parts=PAIR),
            measure=Measure.COUNT,
            unit=whole.unit,
            line=token.line,
        )


def _is_fraction(token: Token) -> bool:
    quantities = token.run.best.quantities
    slashed = token.run.shape is RunShape.SLASHED and len(quantities) == PAIR
    return slashed and quantities[0].value <= quantities[1].value


def _whole(
    exhibit: Exhibit, lines: Mapping[int, RepairedLine], boxes: Sequence[Token], rulebook: Rulebook
) -> _Whole | None:
    """The sentence with the number below all strokes and what it counts, as `among 10 major companies`."""
    below = {token.run.best.quantities[1].value for token in boxes}
    for statement in exhibit.statements if len(below) == 1 else ():
        for number in statement.lines:
            text = lines[number].text
            for run in lines[number].runs:
                counted = run.shape is RunShape.NUMBER and [q.value for q in run.best.quantities] == [*below]
                unit = _counted(text[run.end :], rulebook) if counted else ""
                if unit:
                    return _Whole(count=int(next(iter(below))), unit=unit, text=statement.text.strip(EDGES))
    return None


def _counted(behind: str, rulebook: Rulebook) -> str:
    """The unit of the noun within the few words behind a number."""
    words = behind.split()[:LONGEST_NAME]
    texts = (f"1 {' '.join(words[at:])}" for at in range(len(words)))
    return next((u.unit for text in texts for u in find_units(text, rulebook) if u.start <= 1 and u.unit != "%"), "")


def _blocks(exhibit: Exhibit, boxes: Sequence[Token], lines: Mapping[int, RepairedLine]) -> list[_Block]:
    """The blocks from the one before the first fraction to those behind the last, without other figures and prose."""
    number = min(lines[boxes[0].line].number, boxes[-1].line)
    slide = [line for line in lines.values() if line.slide == exhibit.slide]
    groups: list[list[RepairedLine]] = [[]]
    for line in slide:
        if line.text.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    held = [at for at, group in enumerate(groups) if any(box.line == line.number for box in boxes for line in group)]
    near = groups[max(0, held[0] - 1) : held[-1] + PAIR]
    return [block for group in near if number and (block := _block(group, boxes)) is not None]


def _block(group: Sequence[RepairedLine], boxes: Sequence[Token]) -> _Block | None:
    """A block of fractions and a name; nothing where it says more."""
    inside = {line.number for line in group}
    mine = tuple(box for box in boxes if box.line in inside)
    texts = [_worded(line) for line in group]
    words = " ".join(text for text in texts if text)
    others = sum(len(line.runs) for line in group) - len(mine)
    short = all(len(text.split()) <= LONGEST_NAME for text in texts)
    if others or not short or (words and not NAME.match(words)) or not (mine or words):
        return None
    return _Block(boxes=mine, words=words, lines=sum(bool(text) for text in texts))


def _worded(line: RepairedLine) -> str:
    masked = list(line.text)
    for run in line.runs:
        masked[run.start : run.end] = " " * (run.end - run.start)
    return " ".join("".join(masked).split()).strip(EDGES)


def _named(blocks: Sequence[_Block]) -> Iterator[tuple[Token, str]]:
    """Fractions with the name in their block, then those that stand alone with the names that are left.

    Where several are alike, any of their names is right for any of them.
    """
    free: list[tuple[int, Token]] = []
    names: list[tuple[int, _Block]] = []
    for at, block in enumerate(blocks):
        if block.boxes and block.words:
            yield block.boxes[-1], block.words
        free += [(at, box) for box in (block.boxes[:-1] if block.words else block.boxes)]
        names += [(at, block)] if block.words and not block.boxes else []
    values = [box.run.best.quantities[0].value for _, box in free]
    common = max(values, key=values.count, default=None)
    for at, box in [one for one in free if one[1].run.best.quantities[0].value != common]:
        before = [name for name in names if name[0] < at]
        if before and not any(before[-1][0] < other < at for other, _ in free):
            names.remove(before[-1])
            yield box, before[-1][1].words
    alike = [box for _, box in free if box.run.best.quantities[0].value == common]
    yield from zip(alike, _pieces([block for _, block in names], len(alike)), strict=False)


def _pieces(blocks: Sequence[_Block], count: int) -> tuple[str, ...]:
    """So many names: one a block, or one a word, perhaps behind a block that heads them; nothing else counts."""
    for left in (blocks, blocks[1:]):
        whole = [block.words for block in left]
        split = [word for block in left for word in (block.words.split() if block.lines == 1 else [block.words])]
        for found in (whole, split):
            if len(found) == count:
                return tuple(found)
    return ()
