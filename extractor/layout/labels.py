"""Labels of table rows that are broken over lines, joined where the whole is a name."""

from collections.abc import Mapping
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What makes a name: the rulebook, and names that stand alone in the deck, in comparable form."""

    rulebook: Rulebook
    alone: frozenset[str] = frozenset()

    def holds(self, text: str) -> bool:
        return known(text, self.rulebook) or read_name(text).full in self.alone


def names_alone(placed: tuple[Placed, ...]) -> frozenset[str]:
    """Names that stand alone on their line, in comparable form."""
    return frozenset(read_name(clean(line.text)).full for line in placed if line.role is Role.NAME)


def row_labels(placed: tuple[Placed, ...], heads: frozenset[int], vocabulary: Vocabulary) -> Mapping[int, str]:
    """Labels by line number: of every row, and of lines of values right under their name.

    Names between two rows belong to the lower one where they make a name with its label; `heads` are lines
    of column heads, which name no row.
    """
    width = _width(placed)
    labels: dict[int, str] = {}
    names: list[Placed] = []
    spoken: list[Placed] = []
    for line in placed:
        if line.role is Role.ROW:
            labels[line.number] = _label(_near(names, line), line, vocabulary)
        elif line.role is Role.VALUES and len(line.sketch.runs) == width:
            labels[line.number] = _above(_near(names, line), _near(spoken, line), vocabulary)
        if line.role is Role.NAME and line.number not in heads:
            names.append(line)
        elif line.role is not Role.BLANK:
            names = []
        if line.role is Role.PROSE and not line.sketch.runs:
            spoken.append(line)
        elif line.role is not Role.BLANK:
            spoken = []
    return {number: label for number, label in _over_two(placed, labels, vocabulary).items() if label}


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


def _label(names: list[Placed], below: Placed, vocabulary: Vocabulary) -> str:
    """The longest name that the lines above a row and its own label make; else the own label."""
    own = _own(below)
    texts = [clean(name.text) for name in names]
    for first in range(len(texts)):
        joined = _joined((*texts[first:], own))
        if vocabulary.holds(joined):
            return joined
    if texts and (OPEN_START.match(own) or OPEN_END.search(texts[-1])):
        return _joined((_box(names), own))
    return _joined((texts[-1], own)) if texts and _first_word(names[-1], below, vocabulary) else own


def _first_word(name: Placed, below: Placed, vocabulary: Vocabulary) -> bool:
    """Whether a line right above a row is a lone word that names nothing: the label begins there."""
    adjacent = name.group == below.group and below.number - name.number == 1
    return adjacent and name.sketch.words == 1 and not known(clean(name.text), vocabulary.rulebook)


def _above(names: list[Placed], spoken: list[Placed], vocabulary: Vocabulary) -> str:
    """The name right above values: lines of names, or what looks like a sentence and is a known name."""
    if names:
        return _box(names)
    text = _box(spoken) if spoken else ""
    return text if text and vocabulary.holds(text) else ""


def _box(names: list[Placed]) -> str:
    """The text of the last box of names."""
    return _joined(tuple(clean(name.text) for name in names if name.group == names[-1].group))


def _joined(texts: tuple[str, ...]) -> str:
    """Texts with blanks between, but for words cut by a hyphen."""
    return CUT_WORD.sub("-", " ".join(texts))


def _over_two(placed: tuple[Placed, ...], labels: dict[int, str], vocabulary: Vocabulary) -> dict[int, str]:
    """The same labels, where two rows in one box hold one label together: it is that of both."""
    rows = [line for line in placed if line.role is Role.ROW]
    for upper, lower in pairwise(rows):
        one, other = labels[upper.number], labels[lower.number]
        joined = _joined((one, other))
        if upper.group == lower.group and not vocabulary.holds(one) and vocabulary.holds(joined):
            labels[upper.number] = labels[lower.number] = joined
    return labels
