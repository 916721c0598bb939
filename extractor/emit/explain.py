"""How a line or a figure was read, as plain text for a terminal."""

import re
from collections.abc import Iterable, Iterator

from extractor.emit.cells import place, plain, visible
from extractor.emit.phrases import (
    MARKS,
    Evidence,
    equation,
    evidence,
    name_phrase,
    value_phrase,
    verdict,
)
from extractor.errors import CallError
from extractor.model.deck import Deck, RepairedLine
from extractor.model.figure import Figure, Finding, Link
from extractor.model.number import Candidate, Run

_SHOWN = 12


def _page(lines: Iterable[str]) -> str:
    return "\n".join(visible(line) for line in lines)


def _edits(line: RepairedLine) -> Iterator[str]:
    if line.edits:
        yield f"  clean   {line.text}"
    for edit in line.edits:
        yield f"  edit    {edit.start + 1}-{edit.end} `{edit.before}` read as `{edit.after}` ({edit.rule})"


def _reading(candidate: Candidate) -> str:
    values = (plain(each.value, each.decimals) + "%" * each.percent for each in candidate.quantities)
    return f"    {candidate.kind:<8}{' | '.join(values) or '(nothing)'}  cost {candidate.cost}"


def _run(run: Run) -> Iterator[str]:
    count = len(run.candidates)
    more = ", search capped" if run.capped else ""
    yield f"  run     {place(run.span)} `{run.raw}`: {count} reading{'s' * (count != 1)}{more}"
    yield from map(_reading, run.candidates[:_SHOWN])
    if count > _SHOWN:
        yield f"    ... and {count - _SHOWN} more"


def _link(name: str, link: Link) -> str:
    reasons = "; ".join(link.because)
    return f"  {name:<8}{link.grade.word}" + (f": {reasons}" if reasons else "")


def _places(figure: Figure, raws: dict[int, str]) -> Iterator[str]:
    for span in figure.reading.spans:
        glyphs = raws.get(span.line, "")[span.start : span.end]
        yield f"  from    {place(span)} `{glyphs or figure.reading.raw}`"


def _checks(known: Evidence, figure: Figure) -> Iterator[str]:
    for check in known.of(figure):
        head = " ".join(part for part in (check.identity, check.exhibit, check.period) if part)
        yield f"  {MARKS[check.holds]} {head}: {equation(check, known)}; {verdict(check)}"


def _figure(deck: Deck, known: Evidence, figure: Figure) -> Iterator[str]:
    reading = figure.reading
    yield f"{reading.figure}  {name_phrase(figure)} = {value_phrase(figure)}  [{figure.grade.word}]"
    yield f"  exhibit {reading.exhibit} (page {reading.slide}, {reading.kind})"
    yield from _places(figure, {line.number: line.raw for line in deck.read.lines})
    if reading.edits:
        yield f"  repair  {', '.join(reading.edits)}"
    yield _link("value", figure.value_link)
    yield _link("period", figure.period_link)
    yield _link("item", figure.item_link)
    for other in reading.alternatives:
        yield f"  or      {other.link}: {other.reading}"
    yield from _checks(known, figure)


def _findings(findings: Iterable[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"{finding.severity.word} {finding.code}: {finding.message} ({finding.where})"


def explain_figure(deck: Deck, figure_id: str) -> str:
    """One figure: glyphs, links, alternatives, checks and findings. Raises CallError for an unknown id."""
    known = evidence(deck)
    figure = known.figures.get(figure_id)
    if figure is None:
        ids = list(known.figures)
        hint = f"ids run from {ids[0]} to {ids[-1]}" if ids else "the deck has no figures"
        raise CallError(f"no figure {visible(figure_id)!r} in this deck: {hint}")
    findings = [finding for finding in deck.findings if figure_id in finding.figures]
    return _page([*_figure(deck, known, figure), *_findings(findings)])


def _touching(deck: Deck, line: int, figures: Iterable[Figure]) -> Iterator[Finding]:
    ids = {figure.reading.figure for figure in figures}
    named = re.compile(rf"(?:\bL|\blines? |\bl\.){line}(?!\d)")
    for finding in deck.findings:
        if ids.intersection(finding.figures) or named.search(finding.where):
            yield finding


def explain_line(deck: Deck, line: int) -> str:
    """One raw line (1-based): glyphs, edits, readings of its runs, figures made from it, leftovers, findings.

    Raises CallError where the deck has no such line.
    """
    raw = next((each for each in deck.read.lines if each.number == line), None)
    if raw is None:
        raise CallError(f"no line {line} in this deck: it has {len(deck.read.lines)} lines")
    text = [f"L{line}  page {raw.slide}", f"  raw     {raw.raw}"]
    for repaired in (each for each in deck.repair.lines if each.number == line):
        text += _edits(repaired)
        for run in repaired.runs:
            text += _run(run)
    known = evidence(deck)
    figures = [each for each in deck.figures if any(span.line == line for span in each.reading.spans)]
    for figure in figures:
        text += ["", *_figure(deck, known, figure)]
    aside = [each for each in deck.leftovers if each.span.line == line]
    if aside:
        text += ["", *(f"left over {place(each.span)} `{each.raw}`: {each.reason}" for each in aside)]
    findings = list(_findings(_touching(deck, line, figures)))
    return _page([*text, "", *findings] if findings else text)
