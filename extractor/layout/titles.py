"""The title of a slide: the line that stands by the unit, is numbered as a heading, or was drawn twice."""

import regex

from extractor.layout.roles import Placed
from extractor.layout.sketch import clean
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Role, Unit
from extractor.rulebook import Rulebook
from extractor.rulebook.titles import title_weight
from extractor.rulebook.units import UnitMention

BESIDE_UNIT = 4
DRAWN_TWICE = 4
FIRST_LINE = 2
NUMBERED = 8
NUMBERING = regex.compile(
    r"^\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,3}|[IVX]{1,4}|\d{1,2}(?=\s*[-–]\s*\d))(?:\s*[-–]\s*\d{1,2})?\s*[.．]\s*(?=\S)"
)
PART = regex.compile(r"^\s*[(（]\d{1,2}[)）]\s*\p{L}")
PART_WORDS = 6
BRACKETED_END = regex.compile(r"\s*[(（\[<][^()（）]*[)）\]>]\s*$")
TITLE_WORDS = 14
NEAR = 3
LEAST_HEADS = 2


def find_title(placed: tuple[Placed, ...], rulebook: Rulebook) -> Placed | None:
    """The most title-like line of a slide, None where nothing speaks for any."""
    texts = [line for line in placed if line.role is not Role.BLANK]
    best: tuple[int, int] = (0, 0)
    for index in range(len(texts)):
        weight = _weight(texts, index, rulebook)
        if weight > best[0]:
            best = (weight, index)
    return texts[best[1]] if best[0] else None


def find_subtitle(placed: tuple[Placed, ...], title: Placed) -> Placed | None:
    """The line below a title that goes on with a part of it, numbered in brackets: `(2) Cost of Revenues`."""
    below = (line for line in placed if line.number > title.number and line.role is not Role.BLANK)
    first = next(below, None)
    return first if first is not None and PART.match(first.text) and first.sketch.words <= PART_WORDS else None


def _weight(texts: list[Placed], index: int, rulebook: Rulebook) -> int:
    line = texts[index]
    if line.sketch.words > TITLE_WORDS or not line.sketch.words:
        return 0
    if NUMBERING.match(line.text) and line.role is not Role.UNIT and not line.sketch.sentence:
        return NUMBERED + title_weight(line.text.strip(), rulebook)
    if line.role not in {Role.NAME, Role.PROSE, Role.TITLE} or line.sketch.numbers or line.sketch.bullet:
        return 0
    weight = title_weight(line.text.strip(), rulebook)
    weight += DRAWN_TWICE if drawn_twice(line.sketch.line) else 0
    after = texts[index + 1] if index + 1 < len(texts) else None
    if after is not None and after.sketch.declaration and after.number - line.number <= NEAR:
        weight += BESIDE_UNIT
    return weight + (FIRST_LINE if index == 0 and weight >= 0 else 0)


def drawn_twice(line: RepairedLine) -> bool:
    """Whether most of the line was printed twice, as bold titles are."""
    lost = sum(len(edit.before) - len(edit.after) for edit in line.edits if edit.rule.startswith("doubl"))
    return 2 * lost > len(line.text.strip()) > 0


def title_text(line: Placed | None) -> str:
    """The title without its heading number."""
    if line is None:
        return ""
    units = [unit for unit in line.sketch.units if unit.bracketed and _is_money(unit)]
    text = BRACKETED_END.sub("", line.text) if units and units[-1].end < len(line.text.rstrip()) else line.text
    return clean(NUMBERING.sub("", text))


def declared_unit(placed: tuple[Placed, ...]) -> Unit:
    """The unit that the slide declares; else one beside an axis or beside heads, or in brackets in the title.

    The first declaration wins.
    """
    declared = [(line, line.sketch.declaration) for line in placed]
    beside = [(line, unit) for line in placed if line.role is Role.AXIS for unit in line.sketch.units if unit.bracketed]
    heads = [(line, unit) for line in placed if _heads_columns(line) for unit in line.sketch.units if _is_money(unit)]
    titled = [(line, unit) for line in placed if line.role is Role.TITLE for unit in line.sketch.units]
    named = [(line, unit) for line, unit in titled if unit.bracketed and _is_money(unit)]
    for line, unit in (*declared, *beside, *heads, *named):
        if unit is not None:
            return Unit(
                unit=unit.unit,
                scale=unit.scale or "1",
                excluding=unit.excluding,
                printed=line.text[unit.start : unit.end],
            )
    return Unit()


def _heads_columns(line: Placed) -> bool:
    return len(line.sketch.line.periods) >= LEAST_HEADS and not line.sketch.runs


def _is_money(unit: UnitMention) -> bool:
    """Whether a unit at no figure is a currency with a scale, as `USD million` over the names of rows."""
    return bool(unit.unit) and unit.scale != "1" and not unit.attached
