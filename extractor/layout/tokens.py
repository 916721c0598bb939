"""The number stream of a slide: its runs in text order, with style, block and the label on the same line."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import regex

from extractor.layout.roles import Placed
from extractor.model.exhibit import Role, Style, Token
from extractor.model.number import CandidateKind, Run, RunShape, Sign
from extractor.model.period import Period

BREAKING = frozenset({Role.NAME, Role.PROSE, Role.AXIS, Role.TITLE, Role.UNIT, Role.ROW})
PERIOD_MARK = regex.compile(r"\s*[:：=]\s*(?:JPY|¥|US\$|\$)?\s*")
TICKS_LEAST = 3
ROUND_STEPS = frozenset({(1,), (2,), (2, 5), (5,)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """Tokens of a slide in text order, and `orders`: line number → order of the first token after it."""

    tokens: tuple[Token, ...]
    orders: dict[int, int]


def style_of(run: Run) -> Style:
    """The style of a run by its cheapest reading."""
    first = run.best.quantities[0] if run.best.quantities else None
    if first is None:
        return Style()
    return Style(
        percent=any(quantity.percent for quantity in run.best.quantities),
        bracket=first.sign is Sign.BRACKET,
        signed=first.sign in {Sign.PLUS, Sign.MINUS, Sign.TRIANGLE},
        doubled=run.best.kind is CandidateKind.DOUBLED,
        decimals=first.decimals,
    )


def stream(placed: tuple[Placed, ...], labels: Mapping[int, str]) -> Stream:
    """All runs of a slide as tokens; runs inside sentences are marked as prose.

    `labels` are the labels of table rows by line number.
    """
    tokens: list[Token] = []
    orders: dict[int, int] = {}
    block = 0
    for line in placed:
        orders[line.number] = len(tokens)
        block += line.role in BREAKING
        tokens.extend(_tokens_of(line, len(tokens), block, labels))
        block += line.role in {Role.ROW, Role.PROSE}
    return Stream(tokens=tuple(tokens), orders=orders)


def _tokens_of(line: Placed, start: int, block: int, labels: Mapping[int, str]) -> list[Token]:
    row = line.role is Role.ROW or line.number in labels
    return [
        Token(
            order=start + index,
            line=line.number,
            block=block,
            run=run,
            style=style_of(run),
            label=labels.get(line.number, ""),
            row=row,
            prose=line.role not in {Role.VALUES, Role.ROW} or run.shape is not RunShape.NUMBER,
            period=_period_before(line, run),
        )
        for index, run in enumerate(line.sketch.runs)
    ]


def _period_before(line: Placed, run: Run) -> Period | None:
    """The period that the line prints right before a number, as in `FY11: 97,315`."""
    text = line.sketch.line.text
    for mention in line.sketch.line.periods:
        if mention.end <= run.start and PERIOD_MARK.fullmatch(text[mention.end : run.start]):
            return mention.period
    return None


def lone_integer(tokens: tuple[Token, ...], token: Token) -> int:
    """The value of a plain integer that stands alone on its line, −1 for any other token."""
    alone = sum(1 for other in tokens if other.line == token.line) == 1
    quantities = token.run.best.quantities
    if not alone or len(quantities) != 1 or not token.run.raw.isdigit() or token.row or token.prose:
        return -1
    return int(quantities[0].magnitude)


def axis_ticks(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Runs of tokens in equal round steps that pass zero: the marks of a value axis, from either end."""
    plain = [token for token in tokens if not token.prose and not token.row]
    ticks: list[Token] = []
    at = 0
    while at < len(plain):
        ladder = _ladder(plain[at:])
        ticks.extend(ladder)
        at += max(1, len(ladder))
    return tuple(ticks)


def _ladder(tokens: list[Token]) -> list[Token]:
    """The tokens of a value axis that a list begins with; none where it begins with other numbers."""
    values = [_value(token) for token in tokens]
    step = values[1] - values[0] if len(values) >= TICKS_LEAST else Decimal(0)
    if not step.is_finite() or step.normalize().as_tuple().digits not in ROUND_STEPS:
        return []
    length = next((n for n, value in enumerate(values) if value != values[0] + n * step), len(values))
    return tokens[:length] if length >= TICKS_LEAST and 0 in values[:length] else []


def _value(token: Token) -> Decimal:
    quantities = token.run.best.quantities
    return quantities[0].value if len(quantities) == 1 else Decimal("NaN")
