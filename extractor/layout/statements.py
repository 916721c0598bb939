"""Statements: sentences, bullets and small boxes that carry figures of their own, joined over their lines."""

from dataclasses import dataclass, field

from extractor.layout.roles import Placed
from extractor.layout.sketch import clean
from extractor.layout.tokens import Stream
from extractor.model.exhibit import Role, Statement
from extractor.model.period import Period

PERIODS_OF_A_HEADING = 2


@dataclass
class _Open:
    lines: list[Placed] = field(default_factory=list)


def find_statements(placed: tuple[Placed, ...], stream: Stream) -> tuple[Statement, ...]:
    """Statements of a slide in text order, each under the heading that stands over it."""
    out: list[Statement] = []
    current = _Open()
    heading: tuple[str, Period | None] = ("", None)
    for line in placed:
        if line.role is not Role.PROSE or line.sketch.bullet:
            out.extend(_close(current, stream, heading))
        if line.role is Role.PROSE:
            current.lines.append(line)
        elif line.role is not Role.BLANK:
            heading = _heading(line, heading)
    out.extend(_close(current, stream, heading))
    return tuple(out)


def _heading(line: Placed, before: tuple[str, Period | None]) -> tuple[str, Period | None]:
    if line.role not in {Role.NAME, Role.AXIS}:
        return before
    mentions = line.sketch.line.periods
    if len({mention.period.label for mention in mentions}) > PERIODS_OF_A_HEADING or "=" in line.text:
        return "", None
    return clean(line.text), mentions[0].period if mentions else None


def _close(current: _Open, stream: Stream, heading: tuple[str, Period | None]) -> list[Statement]:
    lines, current.lines = current.lines, []
    if not lines:
        return []
    return [
        Statement(
            text=" ".join(clean(line.text) for line in lines),
            first=lines[0].number,
            last=lines[-1].number,
            order=stream.orders[lines[0].number],
            lines=tuple(line.number for line in lines),
            heading=heading[0],
            period=heading[1],
        )
    ]
