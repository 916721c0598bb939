"""Tables printed one number a line, row after row: the kinds of their numbers repeat with every row."""

from collections.abc import Sequence

from extractor.align.percents import RATES
from extractor.model.exhibit import Column, Token
from extractor.model.number import CandidateKind

LEAST_ROWS = 2


def rows_one_by_one(tokens: Sequence[Token], heads: Sequence[Column]) -> tuple[tuple[Token, ...], ...]:
    """The tokens in rows, where each stands alone on its line and percentages come as often as heads of rates do.

    Nothing where the kinds of the numbers do not tell rows from columns.
    """
    width = len(heads)
    whole = width > 1 and len(tokens) >= LEAST_ROWS * width and len(tokens) % width == 0
    if not whole or not _alone(tokens):
        return ()
    kinds = [head.kind in RATES for head in heads]
    if len(set(kinds)) == 1 or any(_percent(token) is not kinds[at % width] for at, token in enumerate(tokens)):
        return ()
    return tuple(tuple(tokens[at : at + width]) for at in range(0, len(tokens), width))


def _alone(tokens: Sequence[Token]) -> bool:
    lines = {token.line for token in tokens}
    single = all(len(token.run.best.quantities) == 1 and not token.row for token in tokens)
    return len(lines) == len(tokens) and single


def _percent(token: Token) -> bool:
    return token.run.best.kind is not CandidateKind.NIL and token.run.best.quantities[0].percent
