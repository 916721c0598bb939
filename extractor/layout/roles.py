"""Roles of a slide's lines, decided together: paragraphs of prose swallow their short lines."""

from dataclasses import dataclass, replace

import regex

from extractor.layout.sketch import Sketch, role_alone
from extractor.model.exhibit import Role

LONG_LINE = 55
OPEN_END = regex.compile(r"(?:[,&-]|\b(?:and|of|for|by|to|from|the|in|on|with|related|a|an|due|as|or|was|were|is))$")
SPEAKING_WORDS = 3
SHORT_BOX = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A sketched line with its role; `group` counts text boxes, runs of lines without a blank between."""

    sketch: Sketch
    role: Role
    group: int

    @property
    def number(self) -> int:
        return self.sketch.number

    @property
    def text(self) -> str:
        return self.sketch.line.text


def place(sketches: tuple[Sketch, ...]) -> tuple[Placed, ...]:
    """Every line of a slide with its role, in order."""
    placed: list[Placed] = []
    group = 0
    spoken: Placed | None = None
    for index, sketched in enumerate(sketches):
        role = role_alone(sketched)
        if role is Role.BLANK and (not placed or placed[-1].role is not Role.BLANK):
            group += 1
        before = placed[-1] if placed else None
        if spoken is not None and _goes_on(spoken, sketched, role, apart=spoken is not before):
            role = Role.PROSE
        if role is Role.PROSE and _cell_alone(before, sketched, sketches[index + 1 :]):
            role = Role.VALUES
        placed.append(Placed(sketch=sketched, role=role, group=group))
        spoken = spoken if role is Role.BLANK else placed[-1]
    return _prose_backwards(_boxed_prose(tuple(placed)))


def _goes_on(spoken: Placed, sketched: Sketch, role: Role, *, apart: bool) -> bool:
    """Whether a short line continues the sentence above it; behind a blank line only in lower case."""
    if spoken.role is not Role.PROSE or role not in {Role.NAME, Role.ROW}:
        return False
    text, above = sketched.line.text.strip(), spoken.text.strip()
    if above.endswith((".", "。", "!", "?", ")", "）")):
        return False
    if apart:
        return (text[:1].islower() and OPEN_END.search(above) is not None) or _unfinished(above, text)
    return text[:1].islower() or len(above) >= LONG_LINE or OPEN_END.search(above) is not None


def _unfinished(above: str, text: str) -> bool:
    """Whether a long line breaks off before a line in lower case."""
    return len(above) >= LONG_LINE // 2 and text[:1].islower() and not above.endswith(":")


def _cell_alone(before: Placed | None, sketched: Sketch, below: tuple[Sketch, ...]) -> bool:
    """Whether amounts with their currency stand alone, and no words around them make a sentence of them."""
    if not sketched.money or (before is not None and before.role is Role.PROSE):
        return False
    following = next((other for other in below if not other.blank), None)
    return following is None or not following.line.text.strip()[:1].islower()


def _boxed_prose(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """A box of three lines or more that mostly go on in lower case is a sentence set narrow, and no names."""
    boxes: dict[int, list[Placed]] = {}
    for line in placed:
        if line.role is Role.NAME:
            boxes.setdefault(line.group, []).append(line)
    spoken = {group for group, lines in boxes.items() if _set_narrow([line.text.strip() for line in lines])}
    return tuple(
        replace(line, role=Role.PROSE) if line.role is Role.NAME and line.group in spoken else line for line in placed
    )


def _set_narrow(texts: list[str]) -> bool:
    """Whether lines of a box go on in lower case, in two lines behind an open end."""
    low = [text for text in texts[1:] if text[:1].islower()]
    if len(texts) > SHORT_BOX:
        return len(low) * 2 >= len(texts)
    return len(texts) == SHORT_BOX and bool(low) and OPEN_END.search(texts[0]) is not None


def _prose_backwards(placed: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """A bullet, or a short line whose box goes on in lower case, belongs to the sentence below it."""
    out = list(placed)
    for index in range(len(out) - 1, -1, -1):
        here = out[index]
        if here.role is Role.NAME and _speaks(here, out[index + 1] if index + 1 < len(out) else None):
            out[index] = replace(here, role=Role.PROSE)
    return tuple(out)


def _speaks(here: Placed, below: Placed | None) -> bool:
    if here.sketch.bullet and here.sketch.words >= SPEAKING_WORDS:
        return True
    return (
        below is not None
        and below.role is Role.PROSE
        and here.sketch.words >= SPEAKING_WORDS
        and below.text.strip()[:1].islower()
    )


def without_lines(placed: tuple[Placed, ...], taken: frozenset[int]) -> tuple[Placed, ...]:
    """The lines of a slide, those that another reader has taken blank."""
    if not taken:
        return placed
    return tuple(replace(line, role=Role.BLANK) if line.number in taken else line for line in placed)
