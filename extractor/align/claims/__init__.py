"""Claims: the figures that sentences, bullets and small boxes state, each with its item, period and base."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.align.claims.passage import Mark, MarkKind, Passage, read_passage
from extractor.align.claims.sentences import Around, read_sentence
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Statement
from extractor.model.period import FiscalCalendar, Period, PeriodKind
from extractor.model.proposal import Claim
from extractor.rulebook import Rulebook
from extractor.rulebook.periods import find_periods
from extractor.rulebook.phrases import is_general


def find_claims(
    exhibits: tuple[Exhibit, ...],
    lines: tuple[RepairedLine, ...],
    calendar: FiscalCalendar,
    rulebook: Rulebook,
) -> tuple[Claim, ...]:
    """Claims of all statements of a deck, in text order."""
    by_number = {line.number: line for line in lines}
    out: list[Claim] = []
    for exhibit in exhibits:
        numbered = {token.line for token in exhibit.tokens}
        for statement in exhibit.statements:
            if numbered.isdisjoint(statement.lines):
                continue
            around = _around(exhibit, statement, calendar, rulebook)
            found = _stated(read_passage(statement, exhibit, by_number, rulebook), around)
            out.extend(_scoped(claim, exhibit.title, rulebook) for claim in found)
    return tuple(out)


def _scoped(claim: Claim, title: str, rulebook: Rulebook) -> Claim:
    """The claim with the title as its scope, where the title speaks of a part and the subject does not."""
    if claim.scope or not is_general(claim.subject, rulebook) or is_general(title, rulebook):
        return claim
    return replace(claim, scope=title)


def _title_period(exhibit: Exhibit, rulebook: Rulebook) -> Period | None:
    """The one period that the title names; none where it names several."""
    periods = {mention.period.label: mention.period for mention in find_periods(exhibit.title, rulebook)}
    kept = [period for period in periods.values() if period.kind is not PeriodKind.RELATIVE and period.year]
    return kept[0] if len(kept) == 1 else None


def _around(exhibit: Exhibit, statement: Statement, calendar: FiscalCalendar, rulebook: Rulebook) -> Around:
    period, found = statement.period, "heading"
    if period is None:
        period = _title_period(exhibit, rulebook)
        found = "slide" if period is not None else ""
    return Around(
        exhibit=exhibit,
        calendar=calendar,
        rulebook=rulebook,
        heading=statement.heading,
        period=period,
        found=found,
    )


def _stated(passage: Passage, around: Around) -> Iterator[Claim]:
    for sentence in _sentences(passage.marks):
        yield from read_sentence(passage.text, sentence, around)


def _sentences(marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    current: list[Mark] = []
    for mark in marks:
        if mark.kind is MarkKind.STOP:
            yield tuple(current)
            current = []
        else:
            current.append(mark)
