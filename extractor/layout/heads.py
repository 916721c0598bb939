"""Heads: lines that print nothing but periods and column terms, wherever they stand on the slide."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

import regex

from extractor.layout.roles import Placed
from extractor.model.exhibit import Role
from extractor.model.number import Run
from extractor.model.period import Period, PeriodKind
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_bare_years, find_month_days, find_periods
from extractor.rulebook.terms import find_terms

HEAD_TERMS = frozenset({"share", "change", "change_pct", "achievement", "scenario", "scope"})
HEAD_ROLES = frozenset({Role.NAME, Role.AXIS, Role.UNIT, Role.ROW, Role.VALUES})
FILLER = regex.compile(r"\b(?:in|of|to|from|vs|the|and|as|at|compared|with|against)\b|[^\p{L}\p{N}]+", regex.IGNORECASE)
DECLARES = regex.compile(r"(?:units?|単位)?\s*[:：]?\s*[(（]?\s*$", regex.IGNORECASE)
OPENING, CLOSING = "(（<[", ")）>]"

LONGEST_WAIT = 40
"""How many lines a day may wait for its year."""
MOST_DAYS = 60
"""A line of more numbers is no head, whatever days it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A period or a column term of a head, from `line` to `last`; one in brackets is a detail of another."""

    line: int
    last: int
    group: int
    printed: str
    term: str = ""
    reading: str = ""
    period: Period | None = None
    bracketed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    start: int
    end: int
    term: str = ""
    reading: str = ""
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """Lines read as one text: the text, and where each of its lines begins in it."""

    text: str
    starts: tuple[tuple[int, Placed], ...]

    def at(self, position: int) -> Placed:
        return self.starts[bisect_right(self.starts, position, key=itemgetter(0)) - 1][1]


def find_heads(placed: tuple[Placed, ...], rulebook: Rulebook) -> tuple[Head, ...]:
    """Heads of a slide in text order; lines that say more than heads do are left out."""
    return tuple(head for piece in _pieces(placed, rulebook) for head in _heads(piece, rulebook))


def column_lines(heads: tuple[Head, ...]) -> frozenset[int]:
    """Numbers of the lines on which terms of columns stand; scopes name parts of a table."""
    named = [head for head in heads if head.term not in {"", "scope"}]
    return frozenset(number for head in named for number in range(head.line, head.last + 1))


def date_runs(placed: tuple[Placed, ...], rulebook: Rulebook) -> tuple[Run, ...]:
    """Numeric runs that are days and years of dates broken over lines."""
    return tuple(run for piece in _pieces(placed, rulebook) for _, line in piece.starts for run in line.sketch.runs)


def _pieces(placed: tuple[Placed, ...], rulebook: Rulebook) -> Iterator[_Piece]:
    """Lines of one box together; where a day waits for its year, the boxes below it too."""
    lines: list[Placed] = []
    texts: list[str] = []
    waiting = False
    for line in placed:
        if line.role is Role.BLANK:
            continue
        capable = _capable(line) and _only_dates(line, rulebook, open_day=waiting)
        apart = bool(lines) and ((line.group != lines[-1].group and not waiting) or _are_levels(lines[-1], line))
        if lines and (not capable or apart):
            yield _joined(lines, texts)
            lines, texts, waiting = [], [], False
        if capable:
            lines.append(line)
            texts.append(_head_part(line))
            waiting = _waits(texts[-LONGEST_WAIT:], rulebook)
    if lines:
        yield _joined(lines, texts)


def _are_levels(upper: Placed, lower: Placed) -> bool:
    """Whether years stand over parts of years: each part belongs to the year above it, not to the last of them."""
    years, parts = (tuple(mention.period for mention in line.sketch.line.periods) for line in (upper, lower))
    whole = len(years) > 1 and all(period.kind is PeriodKind.YEAR and period.year for period in years)
    return whole and len(parts) > 1 and not any(period.year for period in parts)


def _capable(line: Placed) -> bool:
    """Whether a line may be a head; one that defines a term (`YoY = ...`) is none."""
    return line.role in HEAD_ROLES and "=" not in line.text


def _joined(lines: list[Placed], texts: list[str]) -> _Piece:
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return _Piece(text=" ".join((*texts, "")), starts=tuple(zip(starts, lines, strict=True)))


def _head_part(line: Placed) -> str:
    """The text of a line, without a declaration of the unit."""
    declaration = line.sketch.declaration
    if declaration is None:
        return line.text.strip()
    before = DECLARES.sub("", line.text[: declaration.start])
    return f"{before} {line.text[declaration.end :]}".strip()


def _only_dates(line: Placed, rulebook: Rulebook, *, open_day: bool) -> bool:
    """Whether all numbers of a line are a day beside its month or, where a day waits for it, a year."""
    if not line.sketch.runs:
        return True
    if len(line.sketch.runs) > MOST_DAYS:
        return False
    places = [(day.start, day.end) for day in find_month_days(line.text, rulebook)]
    if open_day:
        places += [(year.start, year.end) for year in find_bare_years(line.text, rulebook)]
    return all(any(low <= run.start and run.end <= high for low, high in places) for run in line.sketch.runs)


def _waits(texts: list[str], rulebook: Rulebook) -> bool:
    """Whether the last day printed on the lines of a head has no year yet."""
    text = "".join(f"{one} " for one in texts)
    days = find_month_days(text, rulebook)
    if not days:
        return False
    return not any(m.period.end and m.end >= days[-1].end for m in find_periods(text, rulebook))


def _heads(piece: _Piece, rulebook: Rulebook) -> Iterator[Head]:
    mentions = _mentions(piece.text, rulebook)
    spoken = _spoken(piece, mentions) if mentions else frozenset()
    depths = _depths(piece.text, [mention.start for mention in mentions])
    for mention, depth in zip(mentions, depths, strict=True):
        line = piece.at(mention.start)
        if line.number not in spoken:
            yield Head(
                line=line.number,
                last=piece.at(mention.end - 1).number,
                group=line.group,
                printed=piece.text[mention.start : mention.end].strip(),
                term=mention.term,
                reading=mention.reading,
                period=mention.period,
                bracketed=depth > 0,
            )


def _mentions(text: str, rulebook: Rulebook) -> list[_Mention]:
    found = [_Mention(start=m.start, end=m.end, period=m.period) for m in find_periods(text, rulebook)]
    found += [
        _Mention(start=term.start, end=term.end, term=term.term, reading=term.reading)
        for term in find_terms(text, rulebook)
        if term.term in HEAD_TERMS
    ]
    return sorted(found, key=lambda mention: mention.start)


def _spoken(piece: _Piece, mentions: list[_Mention]) -> frozenset[int]:
    """Numbers of the lines that hold words beside heads."""
    masked = list(piece.text)
    for mention in mentions:
        masked[mention.start : mention.end] = " " * (mention.end - mention.start)
    edges = [start for start, _ in piece.starts] + [len(masked)]
    return frozenset(
        line.number
        for (start, line), end in zip(piece.starts, edges[1:], strict=True)
        if FILLER.sub("", "".join(masked[start:end]))
    )


def _depths(text: str, positions: Sequence[int]) -> Iterator[int]:
    """How many brackets are open at places in rising order."""
    depth = before = 0
    for position in positions:
        part = text[before:position]
        depth += sum(map(part.count, OPENING)) - sum(map(part.count, CLOSING))
        before = position
        yield depth
