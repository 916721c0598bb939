"""A statement as one text with its marks: quantities, periods, phrases and the punctuation between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import regex

from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Statement, Token
from extractor.model.number import RunShape
from extractor.model.period import Period
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.phrases import find_phrases
from extractor.rulebook.terms import find_terms
from extractor.rulebook.units import UnitMention, find_units

MAX_CHARS = 4000
PUNCTUATION = regex.compile(
    r"(?P<arrow>-+>|→|⇒)|(?P<open>[(（\[])|(?P<close>[)）\]])|(?P<colon>[:：])|(?P<comma>[,、，])"
    r"|(?P<stop>[.;。；!?](?=\s|$)|。)|(?P<dash>(?<=\s)[-–—](?=\s))"
)
BASE_REACH = 14
SPANS = frozenset({"months", "days"})
FROM = frozenset({"from", "over", "against", "vs", "vs.", "than"})


class MarkKind(StrEnum):
    """What stands at a place of a sentence."""

    QUANTITY = "quantity"
    PERIOD = "period"
    GROWTH = "growth"
    BASE = "base"
    AGAINST = "against"
    ABOUT = "about"
    STATE = "state"
    LEVEL = "level"
    RISE = "rise"
    FALL = "fall"
    GAIN = "gain"
    DROP = "drop"
    LEAD = "lead"
    SHOWS = "shows"
    PLAN = "plan"
    HAS = "has"
    RELATED = "related"
    ARROW = "arrow"
    OPEN = "open"
    CLOSE = "close"
    COLON = "colon"
    COMMA = "comma"
    STOP = "stop"
    DASH = "dash"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A mark at [start, end): the token and unit of a quantity, a period, a base, or words."""

    kind: MarkKind
    start: int
    end: int
    text: str = ""
    token: Token | None = None
    unit: str = ""
    scale: str = ""
    period: Period | None = None
    at_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The text of a statement and its marks in text order; they cover the text but for blanks.

    `breaks` are the places where its lines begin.
    """

    text: str
    marks: tuple[Mark, ...]
    breaks: tuple[int, ...] = ()


def read_passage(
    statement: Statement, exhibit: Exhibit, lines: Mapping[int, RepairedLine], rulebook: Rulebook
) -> Passage:
    """The statement's lines joined, and everything in them that a claim could need."""
    text, offsets = _join(statement.lines, lines)
    tokens = [token for token in exhibit.tokens if token.line in offsets and _countable(token)]
    taken: list[Mark] = []
    _add(taken, _quantities(text, offsets, tokens, rulebook))
    _add(taken, _periods(text, rulebook))
    _add(taken, _terms(text, rulebook))
    _add(taken, _phrases(text, rulebook))
    _add(taken, _punctuation(text))
    marks = _bases(text, sorted(taken, key=lambda mark: mark.start))
    flat = tuple(_with_words(text, _flat(marks)))
    return Passage(text=text, marks=flat, breaks=tuple(offsets.values()))


def _join(numbers: Iterable[int], lines: Mapping[int, RepairedLine]) -> tuple[str, dict[int, int]]:
    """The text of several lines and the place of each in it; a word broken by a hyphen is one word."""
    text, offsets = "", {}
    for number in numbers:
        if len(text) > MAX_CHARS:
            break
        text = text.rstrip()
        text += "" if text.endswith("-") and text[-2:-1].isalpha() else " "
        offsets[number] = len(text)
        text += lines[number].text
    return text, offsets


def _countable(token: Token) -> bool:
    """Whether a run is one number and nothing else."""
    return token.run.shape is RunShape.NUMBER and len(token.run.best.quantities) == 1


def _add(taken: list[Mark], found: Iterable[Mark]) -> None:
    """Append the marks that overlap none before them."""
    covered = {at for mark in taken for at in range(mark.start, mark.end)}
    taken.extend(mark for mark in found if covered.isdisjoint(range(mark.start, mark.end)))


def _quantities(
    text: str, offsets: Mapping[int, int], tokens: list[Token], rulebook: Rulebook
) -> Iterator[Mark]:
    """Numbers with the unit wording around them."""
    units = find_units(text, rulebook)
    for token in tokens:
        start, end = offsets[token.line] + token.run.start, offsets[token.line] + token.run.end
        unit = next((u for u in units if u.attached and start <= u.figure_start < end), None)
        if unit is not None and unit.unit in SPANS:
            continue
        yield _quantity(token, (start, end), unit)


def _quantity(token: Token, place: tuple[int, int], unit: UnitMention | None) -> Mark:
    quantity = token.run.best.quantities[0]
    start, end = place
    return Mark(
        kind=MarkKind.QUANTITY,
        start=min(start, unit.start) if unit else start,
        end=max(end, unit.end) if unit else end,
        text=token.run.raw,
        token=token,
        unit="%" if quantity.percent else (unit.unit if unit else quantity.currency),
        scale=(unit.scale if unit else quantity.scale) or "1",
    )


def _periods(text: str, rulebook: Rulebook) -> Iterator[Mark]:
    for mention in find_periods(text, rulebook):
        yield Mark(
            kind=MarkKind.PERIOD,
            start=mention.start,
            end=mention.end,
            period=mention.period,
            at_end=mention.at_end,
            text=text[mention.start : mention.end],
        )


def _terms(text: str, rulebook: Rulebook) -> Iterator[Mark]:
    kinds = {"change_pct": MarkKind.GROWTH, "approximate": MarkKind.ABOUT, "comparison": MarkKind.AGAINST}
    for term in find_terms(text, rulebook):
        kind = kinds.get(term.term)
        if kind is not None and not (kind is MarkKind.GROWTH and term.reading == "plain"):
            start = (
                term.start + len(text[term.start : term.end]) - len(text[term.start : term.end].lstrip("% "))
            )
            yield Mark(kind=kind, start=start, end=term.end, text=term.reading)
        elif term.term == "scenario":
            yield Mark(kind=MarkKind.BASE, start=term.start, end=term.end, text=term.reading)


def _phrases(text: str, rulebook: Rulebook) -> Iterator[Mark]:
    for phrase in find_phrases(text, rulebook):
        yield Mark(
            kind=MarkKind(phrase.part),
            start=phrase.start,
            end=phrase.end,
            text=text[phrase.start : phrase.end],
        )


def _punctuation(text: str) -> Iterator[Mark]:
    for found in PUNCTUATION.finditer(text):
        kind = MarkKind(found.lastgroup or "stop")
        yield Mark(kind=kind, start=found.start(), end=found.end(), text=found[0])


def _bases(text: str, marks: list[Mark]) -> list[Mark]:
    """Comparisons joined with the period or scenario right behind them; scenarios elsewhere are dropped."""
    marks = [_from_figure(text, before, mark) for before, mark in zip([None, *marks], marks, strict=False)]
    out: list[Mark] = []
    skip = False
    for place, mark in enumerate(marks):
        following = marks[place + 1] if place + 1 < len(marks) else None
        if skip:
            skip = False
            continue
        near = following is not None and following.start - mark.end <= BASE_REACH
        if mark.kind is MarkKind.AGAINST and following is not None and near and following.kind in _BASES:
            out.append(
                Mark(
                    kind=MarkKind.BASE,
                    start=mark.start,
                    end=following.end,
                    period=following.period,
                    at_end=following.at_end,
                    text="target" if following.period is None else "",
                )
            )
            skip = True
        elif mark.kind is not MarkKind.BASE:
            out.append(mark)
    return out


def _from_figure(text: str, before: Mark | None, mark: Mark) -> Mark:
    """A period to which `from` leads right behind a figure, as its base."""
    if before is None or before.kind is not MarkKind.QUANTITY or mark.kind is not MarkKind.PERIOD:
        return mark
    led = text[before.end : mark.start].strip().lower() in FROM
    fiscal = mark.period is not None and bool(mark.period.year)
    return replace(mark, kind=MarkKind.BASE, text="") if led and fiscal else mark


_BASES = frozenset({MarkKind.PERIOD, MarkKind.BASE})


def _flat(marks: list[Mark]) -> list[Mark]:
    """Marks without the brackets that hold no quantity and no period; these belong to the words around."""
    out: list[Mark] = []
    opened: list[int] = []
    for mark in marks:
        if mark.kind is MarkKind.OPEN:
            opened.append(len(out))
        if mark.kind is MarkKind.CLOSE and opened:
            first = opened.pop()
            if not any(inner.kind in _TELLING for inner in out[first:]):
                del out[first:]
                continue
        out.append(mark)
    return out


_TELLING = frozenset({MarkKind.QUANTITY, MarkKind.PLAN, MarkKind.PERIOD, MarkKind.BASE, MarkKind.GROWTH})


def _with_words(text: str, marks: list[Mark]) -> Iterator[Mark]:
    """The marks with the words between them."""
    at = 0
    for mark in [*marks, Mark(kind=MarkKind.STOP, start=len(text), end=len(text))]:
        between = text[at : mark.start].strip()
        if any(sign.isalnum() for sign in between):
            yield Mark(kind=MarkKind.WORDS, start=at, end=mark.start, text=between)
        yield mark
        at = mark.end
