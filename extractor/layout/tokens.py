"""The number stream of a slide: its runs in text order, with style, block and the label on the same line."""

from collections import Counter
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


def lone_integers(tokens: tuple[Token, ...]) -> list[tuple[int, Token]]:
    """Plain integers that stand alone on their line, with their values."""
    on_line = Counter(token.line for token in tokens)
    return [
        (int(token.run.best.quantities[0].magnitude), token)
        for token in tokens
        if on_line[token.line] == 1 and len(token.run.best.quantities) == 1 and _is_plain(token)
    ]


def _is_plain(token: Token) -> bool:
    return token.run.raw.isdigit() and not token.row and not token.prose


def axis_ticks(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Runs of tokens in equal round steps that pass zero: the marks of a value axis, from either end."""
    plain = [token for token in tokens if not token.prose and not token.row]
    values = [_value(token) for token in plain]
    ticks: list[Token] = []
    at = 0
    while at < len(plain):
        length = _ladder(values, at)
        ticks.extend(plain[at : at + length])
        at += max(1, length)
    return tuple(ticks)


def _ladder(values: list[Decimal], at: int) -> int:
    """How many values from `at` on are those of a value axis; 0 where other numbers stand there."""
    first = values[at]
    step = values[at + 1] - first if len(values) - at >= TICKS_LEAST else Decimal(0)
    if not step.is_finite() or step.normalize().as_tuple().digits not in ROUND_STEPS:
        return 0
    end = next((n for n in range(at, len(values)) if values[n] != first + (n - at) * step), len(values))
    return end - at if end - at >= TICKS_LEAST and 0 in values[at:end] else 0


def _value(token: Token) -> Decimal:
    quantities = token.run.best.quantities
    return quantities[0].value if len(quantities) == 1 else Decimal("NaN")
