"""The number stream of a slide: its runs in text order, with style, block and the label on the same line."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import regex

from extractor.layout.roles import Placed
from extractor.model.exhibit import Role, Style, Token
from extractor.model.number import CandidateKind, Run, RunShape, Sign
from extractor.model.period import Period

BREAKING = frozenset({Role.NAME, Role.PROSE, Role.AXIS, Role.TITLE, Role.UNIT, Role.ROW})
PERIOD_MARK = regex.compile(r"\s*[:：=]\s*(?:JPY|¥|US\$|\$)?\s*")
TICKS_LEAST = 3
ROUND_STEPS = frozenset({"1", "2", "25", "5"})


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
    """Runs of tokens that climb from zero in equal round steps: the marks of a value axis."""
    plain = [token for token in tokens if not token.prose and not token.row]
    ticks: list[Token] = []
    for start, token in enumerate(plain):
        if _value(token) == 0:
            ladder = _ladder(plain[start:])
            ticks.extend(ladder if len(ladder) >= TICKS_LEAST else [])
    return tuple(ticks)


def _value(token: Token) -> float:
    quantities = token.run.best.quantities
    return float(quantities[0].value) if len(quantities) == 1 else -1.0


def _ladder(tokens: list[Token]) -> list[Token]:
    if len(tokens) < TICKS_LEAST:
        return []
    step = _value(tokens[1])
    if step <= 0 or f"{step:g}".replace(".", "").strip("0") not in ROUND_STEPS:
        return []
    ladder = [tokens[0]]
    for count, token in enumerate(tokens[1:], start=1):
        if abs(_value(token) - count * step) > step / 1000:
            break
        ladder.append(token)
    return ladder


def renumber(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The same tokens counted anew, after others were set aside."""
    return tuple(replace(token, order=index) for index, token in enumerate(tokens))
