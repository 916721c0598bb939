"""The tables of a deck as rows of text; column names and their order are promised."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from extractor.emit.cells import encodable, listed, place, places, plain, trail
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure, Finding, Leftover
from extractor.model.text import Span

Row = dict[str, str]

FIGURE_COLUMNS = (
    "figure", "deck", "page", "exhibit", "kind", "item", "item_id", "concept", "breadcrumb", "measure",
    "period", "period_start", "period_end", "versus", "scenario", "value", "unit", "scale", "raw", "source",
    "grade", "value_grade", "period_grade", "item_grade", "confidence", "because", "alternatives", "flags",
)  # fmt: skip
CHECK_COLUMNS = (
    "identity", "exhibit", "period", "operands", "total", "gap", "allowed", "holds", "tried", "survived",
    "bits",
)  # fmt: skip
FINDING_COLUMNS = ("code", "severity", "message", "where", "figures")
LEFTOVER_COLUMNS = ("page", "source", "raw", "reason")


def _row(columns: tuple[str, ...], values: Iterable[str]) -> Row:
    return dict(zip(columns, map(encodable, values), strict=True))


def flags_of(deck: Deck) -> dict[str, tuple[str, ...]]:
    """Codes of the findings that name a figure, by figure id."""
    flags: dict[str, tuple[str, ...]] = {}
    for finding in deck.findings:
        for figure in finding.figures:
            flags[figure] = (*flags.get(figure, ()), finding.code)
    return flags


def _what(figure: Figure) -> tuple[str, ...]:
    reading = figure.reading
    return (
        reading.exhibit,
        reading.kind,
        reading.item,
        reading.item_id,
        reading.concept,
        trail(reading.breadcrumb),
        reading.measure,
    )


def _when(figure: Figure) -> tuple[str, ...]:
    period = figure.reading.period
    return period.label, period.start, period.end, figure.reading.versus, figure.reading.scenario


def _how_much(written: Callable[[Span], str], figure: Figure) -> tuple[str, ...]:
    reading = figure.reading
    return (
        plain(reading.value, reading.decimals),
        reading.unit,
        reading.scale,
        reading.raw,
        listed(written(span) for span in reading.spans),
    )


def _how_sure(figure: Figure) -> tuple[str, ...]:
    links = (figure, figure.value_link, figure.period_link, figure.item_link)
    return (
        *(link.grade.word for link in links),
        plain(figure.confidence),
        listed(figure.because),
        listed(f"{other.link}: {other.reading}" for other in figure.reading.alternatives),
    )


def figure_rows(deck: Deck) -> tuple[Row, ...]:
    """One row per figure in deck order, with exactly `FIGURE_COLUMNS`; every value is text."""
    flags = flags_of(deck)
    written = places(deck)
    rows = []
    for figure in deck.figures:
        reading = figure.reading
        head = (reading.figure, deck.source.name, str(reading.slide))
        touched = listed((*reading.flags, *flags.get(reading.figure, ())))
        values = (*head, *_what(figure), *_when(figure), *_how_much(written, figure), *_how_sure(figure), touched)
        rows.append(_row(FIGURE_COLUMNS, values))
    return tuple(rows)


def _check_row(check: Check) -> Row:
    operands = listed(f"{operand.figure}*{plain(operand.weight)}" for operand in check.operands)
    what = (check.identity, check.exhibit, check.period, operands, check.total)
    result = (plain(check.gap), check.allowed, "true" if check.holds else "false")
    strength = (str(check.tried), str(check.survived), plain(check.bits))
    return _row(CHECK_COLUMNS, (*what, *result, *strength))


def check_rows(checks: Iterable[Check]) -> tuple[Row, ...]:
    """One row per check; operands are figure ids with weights, `f1*1;f2*-1`."""
    return tuple(map(_check_row, checks))


def finding_rows(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """One row per finding, in stage order."""
    return tuple(
        _row(FINDING_COLUMNS, (each.code, each.severity.word, each.message, each.where, listed(each.figures)))
        for each in findings
    )


def leftover_rows(leftovers: Iterable[Leftover]) -> tuple[Row, ...]:
    """One row per numeric token that no figure uses, with the reason."""
    values = ((str(each.slide), place(each.span), each.raw, each.reason) for each in leftovers)
    return tuple(_row(LEFTOVER_COLUMNS, each) for each in values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The four tables of a deck, made once for all files that hold them."""

    figures: tuple[Row, ...]
    checks: tuple[Row, ...]
    findings: tuple[Row, ...]
    leftovers: tuple[Row, ...]


def tables_of(deck: Deck) -> Tables:
    """The rows of figures, checks, findings and leftovers."""
    return Tables(
        figures=figure_rows(deck),
        checks=check_rows(deck.checks),
        findings=finding_rows(deck.findings),
        leftovers=leftover_rows(deck.leftovers),
    )
