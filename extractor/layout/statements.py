"""Statements: sentences, bullets and small boxes that carry figures of their own, joined over their lines."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from extractor.layout.roles import Placed
from extractor.layout.sketch import LINK_WORDS, clean
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Role, Statement
from extractor.model.period import Period

LEAST_STREWN = 3
HEADING_PERIODS = 2
HEADING_WORDS = 12
POINT_WORDS = 6
LONGEST = 40
Heading = tuple[str, Period | None, int, str]
"""The text of a heading, its period, its box and the mark of the point that it is."""
NO_HEADING: Heading = ("", None, -1, "")
FULL_SHARE = 0.85
LEADING_WORDS = LINK_WORDS | {
    "our",
    "its",
    "as",
    "against",
    "versus",
    "vs.",
    "than",
    "over",
    "including",
    "due",
    "related",
    "approx.",
    "JPY",
    "¥",
    "US$",
    "$",
}
LABEL = regex.compile(r"[^\W\d_][^:：.。]{0,80}[:：]")
STOPS = (".", "。", ")", "）", "!", "?")
CONTINUED = (",", "、", "-", "–", "—", "・", "->")
LEADING = regex.compile(r"^\W+(?=\d)")
ALIAS = regex.compile(r"^[(（][\"“「]")
"""What opens the short name of what was named right before."""
LIST_DASH = regex.compile(r"^-\s+(?=\W)")
CURRENCY = regex.compile(r"[A-Z]{3}")
WORD = regex.compile(r"\S+")


@dataclass
class _Open:
    """Lines gathered so far, and the heading they stand under."""

    lines: list[Placed] = field(default_factory=list)
    blank: bool = False
    heading: Heading = NO_HEADING

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def numbered(self) -> bool:
        return any(line.sketch.runs for line in self.lines)


def find_statements(placed: tuple[Placed, ...], stream: Stream, *, paragraphs: bool = False) -> tuple[Statement, ...]:
    """Statements of a slide in text order, each under the heading that stands over it.

    Where blank lines part `paragraphs`, labels of an axis that stand alone are known to be strewn.
    """
    widths = _widths(placed)
    strewn = _strewn(placed) if paragraphs else frozenset[int]()
    out: list[Statement] = []
    current = _Open()
    for line in placed:
        if not line.text.strip() or line.number in strewn:
            current.blank = True
            continue
        if not _joins(current, line, widths):
            out.extend(_close(current, stream))
            current.heading = _heading(current, line)
            current.lines = []
        if _spoken(line):
            current.lines.append(line)
        current.blank = False
    out.extend(_close(current, stream))
    return tuple(out)


def _strewn(placed: tuple[Placed, ...]) -> frozenset[int]:
    """Lines of labels of an axis that were strewn over the slide one by one; they date no sentence."""
    size = Counter(line.group for line in placed if line.role is not Role.BLANK)
    lone = [
        line
        for line in placed
        if line.role is Role.AXIS and size[line.group] == 1 and len(line.sketch.line.periods) == 1
    ]
    labels = {line.sketch.line.periods[0].period.label for line in lone}
    return frozenset(line.number for line in lone) if len(labels) >= LEAST_STREWN else frozenset()


def _widths(placed: tuple[Placed, ...]) -> dict[int, int]:
    """The length of the longest line of every box."""
    widths: dict[int, int] = {}
    for line in placed:
        widths[line.group] = max(widths.get(line.group, 0), len(line.text.strip()))
    return widths


def _spoken(line: Placed) -> bool:
    """Whether a line may be part of a statement: words, a sentence, a period, or the tail of a unit."""
    if line.role in {Role.PROSE, Role.NAME}:
        return True
    if line.role is Role.AXIS:
        return len(line.sketch.line.periods) <= HEADING_PERIODS
    return _tail(line) or _labelled(line) or _shared(line)


def _shared(line: Placed) -> bool:
    """Whether a row is a point that opens with a percentage and says of what it is, as `• 79.5% subsidiary`."""
    runs = line.sketch.runs
    percent = len(runs) == 1 and any(quantity.percent for quantity in runs[0].best.quantities)
    text = LEADING.sub("", line.text)
    return line.role is Role.ROW and percent and text.startswith(runs[0].raw) and text != line.text


def _labelled(line: Placed) -> bool:
    """Whether a row is a label, a colon and one number, as points of lists are."""
    runs = line.sketch.runs
    text = clean(line.text)
    return (
        line.role is Role.ROW
        and len(runs) == 1
        and bool(LABEL.match(text))
        and (text[-1:].isdigit() or text[-1:] in "%％")
    )


def _tail(line: Placed) -> bool:
    """Whether a line holds nothing but the scale of the amount above it."""
    text = line.text.strip()
    return line.role is Role.UNIT and text.islower() and text.rstrip(".").isalpha()


def _joins(current: _Open, line: Placed, widths: dict[int, int]) -> bool:
    """Whether a line goes on with the lines above it."""
    if not current.lines or not _spoken(line) or line.sketch.bullet or len(current.lines) >= LONGEST:
        return False
    return _goes_on(current, line, widths)


def _goes_on(current: _Open, line: Placed, widths: dict[int, int]) -> bool:
    above, text = current.lines[-1], line.text.strip()
    if _unfinished(current, line) or text[:1].islower():
        return True
    if text[:1] in "(（":
        return bool(ALIAS.match(text)) or (
            current.numbered and (bool(line.sketch.runs or line.sketch.terms) or not current.blank)
        )
    if _figure_first(line) and not current.numbered:
        return above.role is not Role.PROSE or not current.blank
    apart = current.blank or (line.role is Role.AXIS and current.numbered)
    return not apart and _wrapped(above, line, widths)


def _unfinished(current: _Open, line: Placed) -> bool:
    """Whether the lines so far cannot end where they do."""
    text = current.lines[-1].text.strip()
    whole = current.text
    if whole.count("(") + whole.count("（") > whole.count(")") + whole.count("）"):
        return True
    if text.endswith((":", "：")):
        return _figure_first(line) and not current.numbered
    return text.endswith(CONTINUED) or text.split()[-1] in LEADING_WORDS


def _wrapped(above: Placed, line: Placed, widths: dict[int, int]) -> bool:
    """Whether the line above broke because its box is no wider."""
    text, before = line.text.strip(), above.text.strip()
    if before.endswith(STOPS) or LABEL.match(_unled(line)) or _figure_first(line):
        return False
    if _numbered_end(above):
        return False
    first = WORD.match(text)
    room = len(before) + 1 + (len(first[0]) if first else 0)
    both = above.role is Role.PROSE or (above.role is Role.NAME and line.role in {Role.NAME, Role.AXIS})
    return both and room >= FULL_SHARE * widths[line.group]


def _numbered_end(line: Placed) -> bool:
    """Whether a line ends in a figure, with its unit or what it is compared to."""
    sketched = line.sketch
    places = [run.end for run in sketched.runs] + [unit.end for unit in sketched.units]
    places += [term.end for term in sketched.terms]
    return bool(sketched.runs) and not any(sign.isalnum() for sign in line.text[max(places) :])


def _unled(line: Placed) -> str:
    """The text of a line without a period in front."""
    mentions = line.sketch.line.periods
    lead = len(line.text) - len(line.text.lstrip())
    if mentions and mentions[0].start <= lead:
        return line.text[mentions[0].end :].strip()
    return line.text.strip()


def _figure_first(line: Placed) -> bool:
    """Whether a number opens a line, perhaps behind its period and its currency."""
    if not line.sketch.runs:
        return False
    start = line.sketch.runs[0].start
    led = [mention.end for mention in line.sketch.line.periods if mention.end <= start]
    before = CURRENCY.sub("", line.text[max(led, default=0) : start], count=1)
    return not any(sign.isalnum() for sign in before)


def _heading(current: _Open, line: Placed) -> Heading:
    """The heading for the lines that follow: the name closed last, none behind values and axes."""
    closed = current.lines
    if not _spoken(line):
        return NO_HEADING
    if not closed or not _heads(current, line):
        return current.heading
    text = clean(current.text)
    periods = {m.period.label: m.period for other in closed for m in other.sketch.line.periods}
    if len(periods) > HEADING_PERIODS or "=" in text or len(text.split()) > HEADING_WORDS:
        return NO_HEADING
    return text, next(iter(periods.values()), None), closed[0].group, _mark(closed[0])


def _heads(current: _Open, line: Placed) -> bool:
    """Whether the lines closed last can head others: a name, or a short point above points of its own."""
    closed = current.lines
    if current.numbered:
        return False
    if closed[0].sketch.bullet:
        marks = {_mark(closed[0]), _mark(line)}
        return line.sketch.bullet and len(marks) > 1 and len(current.text.split()) <= POINT_WORDS
    return not any(other.role is Role.PROSE for other in closed)


def _mark(line: Placed) -> str:
    """The sign that opens a point of a list; empty for other lines. A dash of Markdown before it is none."""
    text = LIST_DASH.sub("", line.text.strip())
    return text[:1] if line.sketch.bullet else ""


def _close(current: _Open, stream: Stream) -> Iterator[Statement]:
    lines = current.lines
    if lines:
        yield Statement(
            text=" ".join(clean(line.text) for line in lines),
            first=lines[0].number,
            last=lines[-1].number,
            order=stream.orders[lines[0].number],
            lines=tuple(line.number for line in lines),
            bullet=lines[0].sketch.bullet,
            depth=len(lines[0].text) - len(lines[0].text.lstrip(" ")),
            group=lines[0].group,
            near=current.heading[2] == lines[0].group,
            point=bool(current.heading[3]) and _mark(lines[0]) not in {"", current.heading[3]},
            heading=current.heading[0],
            period=current.heading[1],
        )
