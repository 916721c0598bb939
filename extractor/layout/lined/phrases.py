"""Heads of columns in text order: lines above the rows of a table as phrases, each a period, a plan or a change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from extractor.layout.gridheads import MOVES, RANGES
from extractor.model.period import FISCAL, Period, PeriodKind
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_bare_years, find_month_days, find_periods
from extractor.rulebook.terms import find_terms

BREAK = " | "
OPEN_END = regex.compile(r"(?:[,/-]|\b(?:vs|of|to|from|over|the|compared|with)\.?)$", regex.IGNORECASE)
SOME_DAY = "September 30, 2001"
OPENER = regex.compile(r"(?<=[Ee]nded|ENDED|[Ee]nding)\s+")
STRETCH = regex.compile(
    r"(?:\b\w+\s+(?:months|weeks)|\bquarters?|\b(?:fiscal\s+)?years?)\s+end(?:ed|ing)\b", regex.IGNORECASE
)
DAY = regex.compile(r"\p{L}\s+[0-9]{1,2},?$|[0-9]{1,2}\s+\p{L}+,?$")
SOME_YEAR = "2001"
JAPANESE = regex.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
WORDS = regex.compile(r"[\p{L}\p{N}]")
FROM = regex.compile(r"^\s*(?:from|vs\.?|over|to|compared with)\s*$", regex.IGNORECASE)
CUMULATIVE = "cumulative"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """What one head says, as printed; a year alone is one that may stand over several columns."""

    text: str
    period: Period | None = None
    scenario: str = ""
    move: str = ""
    to_date: bool = False

    @property
    def year(self) -> bool:
        p = self.period
        return p is not None and p.kind is PeriodKind.YEAR and bool(p.year) and not self.scenario

    @property
    def part(self) -> bool:
        """Whether it names a part of a year, or the whole, without saying which year."""
        p = self.period
        return p is not None and p.kind in FISCAL and not p.year and not p.end


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    start: int
    end: int
    period: Period | None = None
    scenario: str = ""
    move: str = ""
    to_date: bool = False


def tells(text: str, rulebook: Rulebook) -> bool:
    """Whether a line says something that heads of columns say."""
    return bool(_mentions(text, rulebook) or find_month_days(text, rulebook)) or opens(text, rulebook)


def opens(text: str, rulebook: Rulebook) -> bool:
    """Whether a line names stretches of time whose last day, or its year, stands elsewhere: `Three months ended`."""
    found = [find_periods(f"{part} {SOME_YEAR if DAY.search(part) else SOME_DAY}", rulebook) for part in openers(text)]
    return all(len(f) == 1 and f[0].start == 0 and f[0].period.kind is not PeriodKind.INSTANT for f in found)


def openers(text: str) -> tuple[str, ...]:
    """The stretches that a line names, each with its day where it has one."""
    starts = [match.start() for match in STRETCH.finditer(text)]
    parts = tuple(text[a:b].strip() for a, b in pairwise([*starts, len(text)]))
    return parts if parts and all(map(DAY.search, parts)) else tuple(OPENER.split(text.strip()))


def phrases_of(lines: Sequence[str], rulebook: Rulebook) -> tuple[Phrase, ...]:
    """The phrases of lines of heads, in text order; what is said in two languages counts once."""
    text, starts = _joined(lines)
    out: list[Phrase] = []
    end = 0
    for mention in _mentions(text, rulebook):
        phrase = _phrase(mention, text)
        beside = not any(end < start <= mention.start for start in starts)
        if out and _goes_on(out[-1], phrase, text[end : mention.start], beside=beside):
            last = out[-1]
            out[-1] = replace(
                last,
                text=f"{last.text} {phrase.text}",
                scenario=last.scenario or phrase.scenario,
                to_date=last.to_date or phrase.to_date,
            )
        else:
            out.append(phrase)
        end = mention.end
    return tuple(out)


def _phrase(mention: _Mention, text: str) -> Phrase:
    return Phrase(
        text=text[mention.start : mention.end],
        period=mention.period,
        scenario=mention.scenario,
        move=mention.move,
        to_date=mention.to_date,
    )


def _goes_on(last: Phrase, phrase: Phrase, between: str, *, beside: bool) -> bool:
    """Whether a phrase belongs to the one before: its plan, its base, or the same said in the other language."""
    if last.move and ((phrase.move and beside and "/" in between) or (not phrase.move and FROM.search(between))):
        return True
    if WORDS.search(between):
        return False
    if phrase.scenario and phrase.period is None:
        return last.scenario == phrase.scenario or (not last.scenario and last.period is not None)
    if phrase.to_date and phrase.period is None and beside and last.part:
        return True
    other = bool(JAPANESE.search(last.text)) != bool(JAPANESE.search(phrase.text))
    return other and _same(last, phrase)


def _same(last: Phrase, phrase: Phrase) -> bool:
    """Whether two heads say the same."""
    if phrase.move or last.move:
        return phrase.move == last.move
    if phrase.period is None or last.period is None:
        return phrase.to_date and last.to_date
    return phrase.period.label == last.period.label


def _joined(lines: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The lines as one text and where each begins; a break parts them but for those that end open, as days do."""
    out = ""
    starts: list[int] = []
    for line in lines:
        out += (" " if OPEN_END.search(out) else BREAK) if out else ""
        starts.append(len(out))
        out += line.strip()
    return out, tuple(starts)


def _mentions(text: str, rulebook: Rulebook) -> tuple[_Mention, ...]:
    found = [
        _Mention(start=m.start, end=m.end, period=m.period)
        for m in find_periods(text, rulebook)
        if m.period.kind is not PeriodKind.RELATIVE and not (m.period.kind in RANGES and not m.period.end)
    ]
    found += [
        _Mention(start=y.start, end=y.end, period=_year(y.year, text[y.start : y.end]))
        for y in find_bare_years(text, rulebook)
    ]
    for term in find_terms(text, rulebook):
        if term.term == "scenario":
            own = find_periods(text[term.start : term.end], rulebook)
            period = own[0].period if own else None
            found.append(_Mention(start=term.start, end=term.end, period=period, scenario=term.reading))
        elif term.term in MOVES:
            found.append(_Mention(start=term.start, end=term.end, move=term.term))
        elif term.term == "span" and term.reading == CUMULATIVE:
            found.append(_Mention(start=term.start, end=term.end, to_date=True))
    found.sort(key=lambda mention: (mention.start, -mention.end))
    kept: list[_Mention] = []
    for mention in found:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return tuple(kept)


def _year(year: int, printed: str) -> Period:
    return Period(kind=PeriodKind.YEAR, label=f"FY{year}", printed=printed, year=year)
