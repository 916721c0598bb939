"""What stands over a summary table: the chapter and section it belongs to, their period, scenario and scope."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from extractor.layout.placed.columns import LONG, part_of, period_of
from extractor.model.deck import RepairedLine
from extractor.model.period import FISCAL, Period, PeriodKind, fiscal
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.terms import find_terms

CHAPTER = regex.compile(r"\s*(?:\(参考\)|\d{1,2}[.．、]|[■◆●【])\s*")
SECTION = regex.compile(r"\s*[(（]\d{1,2}[)）]")
PER_CENT = regex.compile(r"[%％]\s*表示")
CUMULATIVE, PARENT = "cumulative", "parent"
MONTHS_IN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The headings over a table, from the chapter down, and the lines that print them."""

    texts: tuple[str, ...] = ()
    lines: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        return " ".join(self.texts)


def context_over(lines: Sequence[RepairedLine]) -> Context:
    """The nearest chapter and section above, with what is said below them about percent."""
    chapter: list[RepairedLine] = []
    section: list[RepairedLine] = []
    for line in lines:
        if SECTION.match(line.text):
            section = [line]
        elif CHAPTER.match(line.text) and not line.text.rstrip().endswith("。"):
            chapter, section = [line], []
        elif PER_CENT.search(line.text):
            section.append(line)
    found = (*chapter, *section)
    return Context(texts=tuple(line.text.strip() for line in found), lines=tuple(line.number for line in found))


def scenario_in(text: str, rulebook: Rulebook) -> str:
    return next((term.reading for term in find_terms(text, rulebook) if term.term == "scenario"), "")


def is_parent_alone(context: Context, rulebook: Rulebook) -> bool:
    """Whether a chapter is about the parent company without its subsidiaries."""
    return any(term.reading == PARENT for text in context.texts for term in find_terms(text, rulebook))


def period_in(label: str, context: Context, rulebook: Rulebook, *, stocks: bool = False) -> Period | None:
    """The period that a row means; what has no year of its own takes that of the headings, None where they name none.

    A quarter behind others runs from the start of the year where the row or the headings say so, and is None else;
    for `stocks` only its end counts.
    """
    period = period_of(label, rulebook)
    if period is not None and not period.year and not period.end:
        year = _year_over(context, rulebook)
        whole = period.kind is PeriodKind.YEAR
        period = None if year is None or period.kind not in FISCAL else year if whole else part_of(year, period)
    if period is None or period.kind is not PeriodKind.QUARTER or period.part == 1 or stocks:
        return period
    return _to_date(period) if _runs_on(period, label, context, rulebook) else None


def _year_over(context: Context, rulebook: Rulebook) -> Period | None:
    """The only year that the headings name."""
    named = [m.period for text in context.texts for m in find_periods(text, rulebook) if m.period.year]
    years = [period for period in named if period.kind is PeriodKind.YEAR]
    return years[0] if len({period.year for period in named}) == 1 and years else None


def _runs_on(quarter: Period, label: str, context: Context, rulebook: Rulebook) -> bool:
    """Whether a quarter means all months since the start of its year."""
    texts = (label, *context.texts)
    if any(term.reading == CUMULATIVE for text in texts for term in find_terms(text, rulebook)):
        return True
    ranges = [m.period for text in context.texts for m in find_periods(text, rulebook)]
    return any(p.kind is PeriodKind.MONTHS and p.end == quarter.end and p.start < quarter.start for p in ranges)


def _to_date(quarter: Period) -> Period:
    """The months from the start of the year to the end of a quarter."""
    kind = LONG[quarter.part]
    named = fiscal(kind, quarter.year, 1 if kind is PeriodKind.HALF else 0, quarter.printed)
    if not quarter.start:
        return named
    year, month = map(int, quarter.start.split("-")[:2])
    first = year * 12 + month - 1 - MONTHS_IN * (quarter.part - 1)
    return replace(named, start=f"{first // 12:04}-{first % 12 + 1:02}-01", end=quarter.end)
