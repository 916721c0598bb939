"""A statement as one text with its marks: quantities, periods, phrases and the punctuation between them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import regex

from extractor.align.claims.framing import framed
from extractor.align.claims.japanese import compounded
from extractor.align.claims.marks import Mark, MarkKind, Passage
from extractor.align.claims.measures import COUNTS
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Statement, Token
from extractor.model.number import RunShape
from extractor.model.period import PeriodKind
from extractor.rulebook import Rulebook
from extractor.rulebook.phrases import find_phrases
from extractor.rulebook.terms import TermMention, find_terms
from extractor.rulebook.units import UnitMention, find_units

ADJECTIVES = regex.compile(
    r"\s(?:(?!(?:of|in|by|to|at|for|from|and|or|on|with|per|as|than|the|an?)\s)\p{Ll}[\p{L}-]*(\s)){1,2}"
)
MAX_CHARS = 4000
AROUND = 32
PUNCTUATION = regex.compile(
    r"(?P<arrow>-+>|→|⇒)|(?P<open>[(（\[])|(?P<close>[)）\]])"
    r"|(?P<colon>[:：]|(?<=^\W*\p{L}[^.:;,()]{0,40});(?=\s?(?:JPY|USD|EUR|US\$|[¥$€£])\s?\d))|(?P<comma>,(?!\s*(?:Inc|Ltd|LLC|Co|Corp|plc|PLC)\b)|[、，])"
    r"|(?P<stop>(?<!\b(?:Inc|Co|Corp|Ltd))[.](?=\s|$)|[;；!?](?=\s|$)|。)|(?P<dash>(?<=\s)[-–—](?=\s))"
    r"|(?P<rise>(?<![\w)])\+(?=\s?(?:JPY|USD|EUR|US\$|[¥$€£])))"
)
OTHER_TIMES = {"ago": MarkKind.AGO, "elsewhen": MarkKind.AGO}
TIMES = {"ago": "yoy", "elsewhen": "other"}
UNMARKED = frozenset({"owned", "placed"})
"""Phrases that speak of a figure only right behind it."""
SPANS = frozenset({"months", "days"})
YEAR_END = "year-end"
OPEN_YEAR = "--"
"""How the label of a day begins whose year is understood."""
TERMS = {"change_pct": MarkKind.GROWTH, "approximate": MarkKind.ABOUT, "comparison": MarkKind.AGAINST}


def read_passage(
    statement: Statement,
    tokens: Mapping[int, tuple[Token, ...]],
    lines: Mapping[int, RepairedLine],
    rulebook: Rulebook,
) -> Passage:
    """The statement's lines joined, and everything in them that a claim could need.

    `tokens` are those of its slide by line.
    """
    text, offsets = _join(statement.lines, lines)
    counted = [token for number in offsets for token in tokens.get(number, ()) if _countable(token)]
    marks: list[Mark] = []
    covered: set[int] = set()
    for found in (
        compounded(_quantities(text, offsets, counted, rulebook), text),
        line_periods(offsets, lines),
        _terms(text, rulebook),
        _phrases(text, rulebook),
        _punctuation(text),
    ):
        for mark in found:
            places = range(mark.start, mark.end)
            if covered.isdisjoint(places):
                covered.update(places)
                marks.append(mark)
    return Passage(text=text, marks=framed(text, marks), breaks=tuple(offsets.values()))


def _join(numbers: Iterable[int], lines: Mapping[int, RepairedLine]) -> tuple[str, dict[int, int]]:
    """The text of several lines and the place of each in it; a word broken by a hyphen is one word."""
    text, offsets = "", {}
    for number in numbers:
        if len(text) > MAX_CHARS:
            break
        text = text.rstrip()
        text += "" if text.endswith("-") and text[-2:-1].isalpha() else " "
        line = lines[number].text.lstrip()
        offsets[number] = len(text) - (len(lines[number].text) - len(line))
        text += line
    return text, offsets


def _countable(token: Token) -> bool:
    """Whether a run is one number and nothing else."""
    return token.run.shape is RunShape.NUMBER and len(token.run.best.quantities) == 1


def _quantities(text: str, offsets: Mapping[int, int], tokens: list[Token], rulebook: Rulebook) -> Iterator[Mark]:
    """Numbers with the unit wording around them; spans of time are none."""
    for token in tokens:
        start, end = offsets[token.line] + token.run.start, offsets[token.line] + token.run.end
        first, last = max(0, start - AROUND), end + AROUND
        units = find_units(text[first:last], rulebook)
        unit = next((unit for unit in units if _fits(unit, start - first, end - first)), None)
        unit = unit or _described(text[first:last], (start - first, end - first), rulebook)
        if unit is None or unit.unit not in SPANS:
            yield _quantity(token, (start, end), unit, first)


def _fits(unit: UnitMention, start: int, end: int) -> bool:
    """Whether a unit is that of the number at [start, end): around it, or right behind it."""
    if unit.attached:
        return start <= unit.figure_start < end
    return end <= unit.start <= end + 1


def _described(text: str, place: tuple[int, int], rulebook: Rulebook) -> UnitMention | None:
    """The counted noun that an adjective or two stand before, as in `800 corporate clients`."""
    start, end = place
    described = ADJECTIVES.match(text, end)
    for behind in described.ends(1) if described else ():
        units = find_units(f"{text[:end]} {text[behind:]}", rulebook)
        noun = next((unit for unit in units if unit.unit in COUNTS and _fits(unit, start, end)), None)
        if noun is not None:
            return replace(noun, end=noun.end + behind - end - 1)
    return None


def _quantity(token: Token, place: tuple[int, int], unit: UnitMention | None, shift: int) -> Mark:
    quantity = token.run.best.quantities[0]
    start, end = place
    return Mark(
        kind=MarkKind.QUANTITY,
        start=min(start, unit.start + shift) if unit else start,
        end=max(end, unit.end + shift) if unit else end,
        text=token.run.raw,
        token=token,
        unit="%" if quantity.percent else (unit.unit if unit else quantity.currency),
        scale=(unit.scale if unit else quantity.scale) or "1",
    )


def line_periods(offsets: Mapping[int, int], lines: Mapping[int, RepairedLine]) -> Iterator[Mark]:
    """The periods of some lines that have a date or a label, at their places in the joined text."""
    for number, offset in offsets.items():
        for mention in lines[number].periods:
            if mention.period.kind is PeriodKind.RELATIVE and not mention.period.label.startswith(OPEN_YEAR):
                continue
            yield Mark(
                kind=MarkKind.PERIOD,
                start=offset + mention.start,
                end=offset + mention.end,
                period=mention.period,
                at_end=mention.at_end,
                text=lines[number].text[mention.start : mention.end],
            )


def _terms(text: str, rulebook: Rulebook) -> Iterator[Mark]:
    for term in find_terms(text, rulebook):
        kind = MarkKind.BASE if term.term == "scenario" else TERMS.get(term.term)
        kind = MarkKind.GROWTH if term.term == "change" and term.reading == YEAR_END else kind
        if kind is MarkKind.GROWTH and text[term.end :].lstrip().startswith("="):
            kind = MarkKind.STOP
        if kind is not None and not (kind is MarkKind.GROWTH and term.reading == "plain"):
            yield Mark(kind=kind, start=_unsigned(text, term), end=term.end, text=term.reading)


def _unsigned(text: str, term: TermMention) -> int:
    """Where the words of a term begin, behind a percent sign that belongs to the figure before it."""
    printed = text[term.start : term.end]
    return term.start + len(printed) - len(printed.lstrip("% "))


def _phrases(text: str, rulebook: Rulebook) -> Iterator[Mark]:
    for phrase in find_phrases(text, rulebook):
        if phrase.part in UNMARKED:
            continue
        kind = OTHER_TIMES.get(phrase.part) or MarkKind(phrase.part)
        printed = TIMES.get(phrase.part) or text[phrase.start : phrase.end]
        yield Mark(kind=kind, start=phrase.start, end=phrase.end, text=printed)


def _punctuation(text: str) -> Iterator[Mark]:
    for found in PUNCTUATION.finditer(text):
        kind = MarkKind(found.lastgroup or "stop")
        yield Mark(kind=kind, start=found.start(), end=found.end(), text=found[0])
