"""Labels of table rows that are broken over lines, joined where the whole is a name."""

from collections.abc import Mapping
from itertools import pairwise

import regex

from extractor.layout.roles import Placed
from extractor.layout.sketch import clean
from extractor.model.exhibit import Role
from extractor.rulebook import Rulebook
from extractor.rulebook.lexicon import lexicon
from extractor.rulebook.lookup import look_up
from extractor.rulebook.names import read_name

OPEN_START = regex.compile(r"^(?:[a-z(（]|\b(?:for|of|and|to|by|from)\b)")
OPEN_END = regex.compile(r"(?:\b(?:and|of|for|by|to|from|the|in|on|with)|[-&/,])$", regex.IGNORECASE)
CUT_WORD = regex.compile(r"(?<=[a-z])- (?=[a-z])")
REACH = 3
LONGEST_LABEL = 5


def row_labels(placed: tuple[Placed, ...], heads: frozenset[int], rulebook: Rulebook) -> Mapping[int, str]:
    """Labels by line number: of every row, and of lines of values right under their name.

    Names between two rows belong to the lower one where they make a name with its label; `heads` are lines
    of column heads, which name no row.
    """
    width = _width(placed)
    labels: dict[int, str] = {}
    names: list[Placed] = []
    for line in placed:
        if line.role is Role.ROW:
            labels[line.number] = _label(_near(names, line), _own(line), rulebook)
        elif line.role is Role.VALUES and names and len(line.sketch.runs) == width:
            labels[line.number] = _box(_near(names, line))
        if line.role is Role.NAME and line.number not in heads:
            names.append(line)
        elif line.role is not Role.BLANK:
            names = []
    return {number: label for number, label in _over_two(placed, labels, rulebook).items() if label}


def known(text: str, rulebook: Rulebook) -> bool:
    """Whether the rulebook has a line, or a near one, of this name."""
    return bool(look_up(read_name(text), lexicon(rulebook)).entries)


def _width(placed: tuple[Placed, ...]) -> int:
    """How many values a row over the slide's only axis has; 0 where no row with a label is as long."""
    axes = [len(line.sketch.line.periods) for line in placed if line.role is Role.AXIS]
    rows = {len(line.sketch.runs) for line in placed if line.role is Role.ROW}
    return axes[0] if len(axes) == 1 and axes[0] > 1 and axes[0] in rows else 0


def _own(line: Placed) -> str:
    sketched = line.sketch
    return clean(sketched.before) or clean(sketched.after) or clean(sketched.between)


def _near(names: list[Placed], line: Placed) -> list[Placed]:
    """The last names that follow each other closely down to the line."""
    kept: list[Placed] = []
    below = line.number
    for name in reversed(names[-LONGEST_LABEL:]):
        if below - name.number > REACH:
            break
        kept.insert(0, name)
        below = name.number
    return kept


def _label(names: list[Placed], own: str, rulebook: Rulebook) -> str:
    """The longest name that the lines above and the row's own label make; else the own label."""
    texts = [clean(name.text) for name in names]
    for first in range(len(texts)):
        joined = _joined((*texts[first:], own))
        if known(joined, rulebook):
            return joined
    if texts and (OPEN_START.match(own) or OPEN_END.search(texts[-1])):
        return _joined((_box(names), own))
    return own


def _box(names: list[Placed]) -> str:
    """The text of the last box of names."""
    return _joined(tuple(clean(name.text) for name in names if name.group == names[-1].group))


def _joined(texts: tuple[str, ...]) -> str:
    """Texts with blanks between, but for words cut by a hyphen."""
    return CUT_WORD.sub("-", " ".join(texts))


def _over_two(placed: tuple[Placed, ...], labels: dict[int, str], rulebook: Rulebook) -> dict[int, str]:
    """The same labels, where two rows in one box hold one label together: it is that of both."""
    rows = [line for line in placed if line.role is Role.ROW]
    for upper, lower in pairwise(rows):
        one, other = labels[upper.number], labels[lower.number]
        joined = _joined((one, other))
        if upper.group == lower.group and not known(one, rulebook) and known(joined, rulebook):
            labels[upper.number] = labels[lower.number] = joined
    return labels
