"""Figures and checks in words, for the report, the workbook and the terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from extractor.emit.cells import grouped, plain, trail, unit_text
from extractor.emit.grid import column_label
from extractor.model.deck import Deck
from extractor.model.figure import Check, Figure, Grade

GROWTH = "growth"
MARKS = {True: "✓", False: "✗"}
GRADE_MEANINGS = {
    Grade.SURE: "proven: another reading would have been noticed",
    Grade.INFERRED: "decided by the order or the place of the glyphs alone",
    Grade.AMBIGUOUS: "another reading survives every check; it is listed",
    Grade.NOT_ASSESSED: "nothing speaks for or against it",
}
SYMBOLS = {Grade.SURE: "●", Grade.INFERRED: "◐", Grade.AMBIGUOUS: "◇", Grade.NOT_ASSESSED: "○"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One operand of a check in words: `sign` joins it to the terms before, `name` says what it is."""

    sign: str
    value: str
    figure: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Figures by id with their names and values in words, and the checks that each figure takes part in."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    checks: Mapping[str, tuple[Check, ...]] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)

    def of(self, figure: Figure) -> tuple[Check, ...]:
        return self.checks.get(figure.reading.figure, ())


def evidence(deck: Deck) -> Evidence:
    """Figures and checks of a deck, ready to look up."""
    parts: dict[str, list[Check]] = {}
    for check in deck.checks:
        for figure in dict.fromkeys((*(operand.figure for operand in check.operands), check.total)):
            parts.setdefault(figure, []).append(check)
    figures = {figure.reading.figure: figure for figure in deck.figures}
    return Evidence(
        figures=figures,
        checks={figure: tuple(checks) for figure, checks in parts.items()},
        names={name: name_phrase(figure) for name, figure in figures.items()},
        values={name: grouped(each.reading.value, each.reading.decimals) for name, each in figures.items()},
    )


def value_phrase(figure: Figure) -> str:
    """The value with unit and scale: `16,294 JPY million`, `13.4%`."""
    return in_units(grouped(figure.reading.value, figure.reading.decimals), figure)


def in_units(number: str, figure: Figure) -> str:
    """A number with the unit and the scale of a figure."""
    reading = figure.reading
    if reading.unit == "%":
        return number + "%"
    return " ".join(part for part in (number, unit_text(reading.unit, reading.scale)) if part)


def name_phrase(figure: Figure) -> str:
    """What and when: `Revenues > Total, 2Q07`."""
    reading = figure.reading
    return f"{trail((*reading.breadcrumb, reading.item))}, {column_label(figure)}"


def provenance(figure: Figure) -> str:
    """Glyphs, grades with their reasons, and surviving readings, one per line."""
    reading = figure.reading
    links = (("value", figure.value_link), ("period", figure.period_link), ("item", figure.item_link))
    lines = [f"from {reading.raw}"]
    lines += [f"{name} {link.grade.word}: {'; '.join(link.because)}" for name, link in links]
    lines += [f"or {other.link}: {other.reading}" for other in reading.alternatives]
    return "\n".join(lines)


def _sign(weight: Decimal, *, first: bool) -> str:
    factor = "" if abs(weight) == 1 else f"{plain(abs(weight))} × "
    if first:
        return ("−" if weight < 0 else "") + factor
    return (" − " if weight < 0 else " + ") + factor


def _quotient(check: Check) -> tuple[str, ...]:
    """What joins the terms of a growth, the last for its total: `(a + b) / c − 1 = `."""
    above = sum(operand.weight > 0 for operand in check.operands)
    below = len(check.operands) - above
    top = ("(" * (above > 1), *(" + " for _ in range(above - 1)))
    bottom = (")" * (above > 1) + " / " + "(" * (below > 1), *(" + " for _ in range(below - 1)))
    return (*top, *bottom, ")" * (below > 1) + " − 1 = ")


def _signed(check: Check) -> Iterator[tuple[str, str]]:
    """Signs and figure ids: the operands in order, the total last behind ` = `."""
    signs = _quotient(check) if check.identity == GROWTH else ()
    for at, operand in enumerate(check.operands):
        yield signs[at] if signs else _sign(operand.weight, first=at == 0), operand.figure
    yield signs[-1] if signs else " = ", check.total


def terms(check: Check, known: Evidence) -> tuple[Term, ...]:
    """The operands in order, the total last behind ` = `."""
    return tuple(
        Term(sign=sign, value=known.values.get(figure, figure), figure=figure, name=known.names.get(figure, ""))
        for sign, figure in _signed(check)
    )


def equation(check: Check, known: Evidence) -> str:
    """The check as arithmetic: `15,903 + 391 = 16,294`."""
    return "".join([sign + known.values.get(figure, figure) for sign, figure in _signed(check)])


def verdict(check: Check) -> str:
    """Gap, allowance and how many readings were tried against the check."""
    text = f"gap {plain(check.gap)}, allowed {check.allowed}"
    return f"{text}; {check.survived} of {check.tried} readings survive" if check.tried > 1 else text
