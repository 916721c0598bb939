"""Claims: the figures that sentences, bullets and small boxes state, each with its item, period and base."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from extractor.align.claims.chapters import chapter_periods
from extractor.align.claims.context import Around, Carried, around_of, defined_periods, hand_on
from extractor.align.claims.days import Deed, between, days_of, deed_day, deeds_of, headed_day, is_deed
from extractor.align.claims.marks import Mark, MarkKind, Passage
from extractor.align.claims.misread import reread
from extractor.align.claims.pairs import paired_claims
from extractor.align.claims.passage import line_periods, read_passage
from extractor.align.claims.periods import reporting_of
from extractor.align.claims.sentences import read_sentence
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Statement, Token
from extractor.model.period import FISCAL, FiscalCalendar, Period, PeriodKind
from extractor.model.proposal import Claim
from extractor.rulebook import Rulebook
from extractor.rulebook.phrases import is_general


def find_claims(
    exhibits: tuple[Exhibit, ...],
    lines: tuple[RepairedLine, ...],
    calendar: FiscalCalendar,
    rulebook: Rulebook,
) -> tuple[Claim, ...]:
    """Claims of all statements of a deck, in text order."""
    by_number = {line.number: line for line in lines}
    defined = defined_periods(lines, rulebook)
    reporting = reporting_of(exhibits, calendar, _on_cover(lines))
    chapters = chapter_periods(exhibits, by_number, rulebook)
    out: list[Claim] = []
    for exhibit in exhibits:
        days = days_of(exhibit)
        unsaid = days[-1] if days else chapters.get(exhibit.slide)
        around = Around(exhibit=exhibit, reporting=reporting, rulebook=rulebook, chapter=unsaid)
        out.extend(_of_slide(around, by_number, defined))
    return reread(out)


def _on_cover(lines: tuple[RepairedLine, ...]) -> tuple[Period, ...]:
    """The quarters that the first slide names, each once."""
    first = [mention.period for line in lines if line.slide == lines[0].slide for mention in line.periods]
    quarters = {period.label: period for period in first if period.kind is PeriodKind.QUARTER and period.year}
    return tuple(quarters.values())


def _of_slide(base: Around, lines: Mapping[int, RepairedLine], defined: Mapping[int, Period]) -> Iterator[Claim]:
    """Claims of the statements of one slide."""
    exhibit, rulebook = base.exhibit, base.rulebook
    base = replace(base, lines=tuple(line for line in lines.values() if line.slide == exhibit.slide))
    tokens = _by_line(exhibit)
    carried, deeds = Carried(), deeds_of(exhibit, lines)
    paired = paired_claims(base, tokens, lines)
    yield from (_scoped(claim, exhibit.title, rulebook) for claims in paired.values() for claim in claims)
    for number, statement in enumerate(exhibit.statements):
        if number in paired:
            continue
        if tokens.keys().isdisjoint(statement.lines):
            periods = tuple(line_periods(dict.fromkeys(statement.lines, 0), lines))
            carried = hand_on(statement, periods, carried, ())
            continue
        passage = _led(read_passage(statement, tokens, lines, rulebook), carried)
        under = _dated(statement, _under(base, passage, tokens.get(statement.first - 1, ())), deeds)
        around = around_of(statement, under, carried, defined)
        claims = tuple(_stated(passage, around))
        yield from (_scoped(claim, exhibit.title, rulebook) for claim in claims)
        carried = hand_on(statement, passage.marks, carried, claims)


def _led(passage: Passage, carried: Carried) -> Passage:
    """An amount alone behind the day that the text before ends with."""
    kinds = [mark.kind for mark in passage.marks if mark.kind is not MarkKind.STOP]
    if carried.dangling is None or kinds != [MarkKind.QUANTITY]:
        return passage
    return replace(passage, marks=(carried.dangling, *passage.marks))


def _dated(statement: Statement, base: Around, deeds: Sequence[Deed]) -> Around:
    """The surroundings with the day of a heading or a deed, and the months between two days for what was done then."""
    exhibit = base.exhibit
    done = between(days_of(exhibit), base.reporting.calendar) if is_deed(statement.text) else None
    day = deed_day(statement, deeds) or headed_day(statement, base.lines)
    return replace(base, day=day, chapter=done or base.chapter)


def _under(base: Around, passage: Passage, above: tuple[Token, ...]) -> Around:
    """The surroundings of a bracket under a number that has a period of its own."""
    bracket = passage.text.strip()[:1] in "(（"
    last = above[-1] if above else None
    alone = bracket and last is not None and not last.prose and last.period is not None
    return replace(base, above=last) if alone else base


def _by_line(exhibit: Exhibit) -> dict[int, tuple[Token, ...]]:
    return {line: tuple(found) for line, found in groupby(exhibit.tokens, key=lambda token: token.line)}


def _scoped(claim: Claim, title: str, rulebook: Rulebook) -> Claim:
    """The claim with the title as its scope, where the title speaks of a part and the subject does not."""
    if claim.scope or not is_general(claim.subject, rulebook) or is_general(title, rulebook):
        return claim
    return replace(claim, scope=title)


def _stated(passage: Passage, around: Around) -> Iterator[Claim]:
    """Claims sentence by sentence; names that say too little keep the scope of the first sentence."""
    scope, headed = "", _opens_with_period(passage.marks)
    for sentence in _sentences(passage.marks):
        said: Period | None = None
        for claim in read_sentence(passage, sentence, around):
            said = claim.period if claim.found in {"clause", "base"} else said
            scope = scope or claim.scope
            inherits = scope and not claim.scope and is_general(claim.subject, around.rulebook)
            yield replace(claim, scope=scope) if inherits else claim
        if said is not None and (headed or around.found != "heading") and said.kind in FISCAL:
            around = replace(around, period=said, found="heading")


def _opens_with_period(marks: Sequence[Mark]) -> bool:
    """Whether a period and a colon stand before all sentences, as in `- 2Q: purchase of shares, …; loans, …`."""
    kinds = [mark.kind for mark in marks if mark.kind is not MarkKind.DASH]
    return kinds[:2] == [MarkKind.PERIOD, MarkKind.COLON]


def _sentences(marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    current: list[Mark] = []
    for mark in marks:
        if mark.kind is MarkKind.STOP:
            yield tuple(current)
            current = []
        elif current or mark.kind is not MarkKind.DASH:
            current.append(mark)
