"""Finds periods in one line of text, in the notations of the rulebook."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.model.period import FISCAL, Period, PeriodMention
from extractor.rulebook.book import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import KEPT, Hit, Joined, any_of, expand, join, scan
from extractor.rulebook.period_forms import BUILT, Vocabulary, build, read_month, read_year
from extractor.rulebook.rules import PeriodForm, PeriodRule

_AROUND = 24
_HEAD = r"(?:\G|(?<![a-z](?=[a-z])|\d(?=\d)))(?=[\w'])"
"""Periods begin with a letter, a digit or an apostrophe, not inside a word or number, or behind another."""
TRACE = "trace"
_DIGIT = regex.compile(r"\d|元年")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthDay:
    """A day without its year at columns [start, end), as heads broken over two lines print it."""

    month: int
    day: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BareYear:
    """A year alone at columns [start, end)."""

    year: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lexer:
    words: Vocabulary
    full: Joined
    wordy: Joined
    month_days: Joined
    bare_years: Joined
    before: "regex.Pattern[str]"
    after: "regex.Pattern[str]"
    lead: "regex.Pattern[str]"


@lru_cache(maxsize=KEPT)
def find_periods(text: str, rulebook: Rulebook) -> tuple[PeriodMention, ...]:
    """Periods named in one line of text, in text order, never overlapping; columns are columns of `text`.

    Fiscal labels come without dates (a calendar gives them), explicit ranges and days with them; quarters
    and halves without a year have year 0. "End of 1H07" and "2Q06 end" are marked `at_end`, and the
    mention spans the wording.
    """
    return tuple(mention for _, mention in period_hits(text, rulebook))


def period_hits(text: str, rulebook: Rulebook) -> tuple[tuple[PeriodRule, PeriodMention], ...]:
    """The same mentions, each with the rule that found it."""
    lexer, folded = _lexer(rulebook), fold(text, rulebook)
    joined = lexer.full if _DIGIT.search(folded) else lexer.wordy
    found: list[tuple[PeriodRule, PeriodMention]] = []
    for hit in scan(joined, folded):
        for period in build(hit.rule, hit.groups, text[hit.start : hit.end], lexer.words):
            mention = PeriodMention(period=period, start=hit.start, end=hit.end)
            found.append((hit.rule, mention))
    return tuple(_with_ends(found, folded, lexer))


def _with_ends(
    found: list[tuple[PeriodRule, PeriodMention]], text: str, lexer: _Lexer
) -> Iterator[tuple[PeriodRule, PeriodMention]]:
    previous = 0
    for n, (rule, mention) in enumerate(found):
        following = found[n + 1][1].start if n + 1 < len(found) else len(text)
        widened = _widen(mention, text, lexer, (previous, following)) if _may_end(mention.period) else mention
        previous = widened.end
        yield rule, widened


def _may_end(period: Period) -> bool:
    return period.kind in FISCAL


def _widen(mention: PeriodMention, text: str, lexer: _Lexer, room: tuple[int, int]) -> PeriodMention:
    low, high = max(room[0], mention.start - _AROUND), min(room[1], mention.end + _AROUND)
    before = lexer.before.search(text, low, mention.start)
    after = lexer.after.match(text, mention.end, high)
    if not before and not after:
        return mention
    lead = before or lexer.lead.search(text, low, mention.start)
    start = lead.start() if lead else mention.start
    return replace(mention, start=start, end=after.end() if after else mention.end, at_end=True)


@lru_cache(maxsize=KEPT)
def find_month_days(text: str, rulebook: Rulebook) -> tuple[MonthDay, ...]:
    """Days without a year, such as `September 30,`, in text order."""
    lexer, folded = _lexer(rulebook), fold(text, rulebook)
    return tuple(
        MonthDay(
            month=read_month(hit.groups, lexer.words),
            day=int(hit.groups["day"]),
            start=hit.start,
            end=hit.end,
        )
        for hit in _digit_hits(lexer.month_days, folded)
    )


@lru_cache(maxsize=KEPT)
def find_bare_years(text: str, rulebook: Rulebook) -> tuple[BareYear, ...]:
    """Years alone, such as `2007`, in text order; what is part of a period or of a number is none."""
    lexer, folded = _lexer(rulebook), fold(text, rulebook)
    taken = {at for mention in find_periods(text, rulebook) for at in range(mention.start, mention.end)}
    return tuple(
        BareYear(year=read_year(hit.groups, lexer.words), start=hit.start, end=hit.end)
        for hit in _digit_hits(lexer.bare_years, folded)
        if taken.isdisjoint(range(hit.start, hit.end))
    )


def _digit_hits(joined: Joined, text: str) -> Iterator[Hit]:
    return scan(joined, text) if _DIGIT.search(text) else iter(())


@lru_cache(maxsize=4)
def _lexer(rulebook: Rulebook) -> _Lexer:
    pieces = period_pieces(rulebook)
    built = [rule for rule in rulebook.periods if rule.form in BUILT]
    return _Lexer(
        words=_vocabulary(rulebook),
        full=join(built, pieces, head=_HEAD, gate=period_gate(rulebook)),
        wordy=join([rule for rule in built if rule.wordy], pieces, head=_HEAD, gate=period_gate(rulebook)),
        month_days=join(_of(rulebook, PeriodForm.MONTH_DAY), pieces),
        bare_years=join(_of(rulebook, PeriodForm.BARE_YEAR), pieces),
        before=_edge(rulebook, PeriodForm.END_BEFORE, r"(?:{})\Z"),
        after=_edge(rulebook, PeriodForm.END_AFTER, r"(?:{})"),
        lead=_edge(rulebook, PeriodForm.END_LEAD, r"(?:{})\Z"),
    )


@lru_cache(maxsize=4)
def period_gate(rulebook: Rulebook) -> re.Pattern[str]:
    """What every text with a period has: one of the traces of the rulebook."""
    return re.compile("|".join(rule.pattern for rule in rulebook.pieces if rule.name == TRACE))


def _of(rulebook: Rulebook, form: PeriodForm) -> list[PeriodRule]:
    return [rule for rule in rulebook.periods if rule.form is form]


def _edge(rulebook: Rulebook, form: PeriodForm, frame: str) -> "regex.Pattern[str]":
    pieces = period_pieces(rulebook)
    parts = [expand(rule.pattern, pieces) for rule in _of(rulebook, form)]
    return regex.compile(frame.replace("{}", "|".join(parts) or "(?!)"))


def _vocabulary(rulebook: Rulebook) -> Vocabulary:
    def numbers(of: str) -> dict[str, int]:
        return {form: rule.value for rule in rulebook.words if rule.of == of for form in rule.forms}

    return Vocabulary(
        months=numbers("month"),
        parts=numbers("part") | {"中": 1},
        lengths=numbers("length"),
        eras=numbers("era"),
    )


@lru_cache(maxsize=4)
def period_pieces(rulebook: Rulebook) -> dict[str, str]:
    """Named pieces of period patterns, those of the words among them."""

    def forms(of: str) -> list[str]:
        return [form for rule in rulebook.words if rule.of == of for form in rule.forms]

    months, parts, eras = any_of(forms("month")), any_of(forms("part")), _guarded(forms("era"))
    return {rule.name: rule.pattern for rule in rulebook.pieces} | {
        "month_names": months,
        "month_name": f"(?P<name>{months})",
        "part_word": f"(?P<word>{parts})",
        "length_word": f"(?P<length>{any_of(forms('length'))})",
        "eras": eras,
        "era": f"(?P<era>{eras})",
    }


def _guarded(forms: list[str]) -> str:
    """Eras, where a single letter must not be the end of a word."""
    return "|".join(f"(?<![A-Za-z]){form}" if form.isascii() else form for form in sorted(forms))
