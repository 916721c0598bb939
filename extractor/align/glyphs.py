"""Glyphs of a token: the quantities of one of its readings; a dash for nothing is a zero, and no figure."""

from decimal import Decimal

from extractor.model.exhibit import Token
from extractor.model.number import CandidateKind, Quantity
from extractor.model.proposal import Glyphs


def glyphs_of(token: Token, candidate: int = 0) -> tuple[Glyphs, ...]:
    """The quantities that a token has under one of its candidates, in text order."""
    parts = token.run.candidates[candidate].quantities or _nothing(token)
    return tuple(
        Glyphs(token=token, quantity=quantity, candidate=candidate, part=part, parts=len(parts))
        for part, quantity in enumerate(parts)
    )


def is_dash(token: Token) -> bool:
    """Whether a token is a dash that stands for nothing."""
    return token.run.best.kind is CandidateKind.NIL


def _nothing(token: Token) -> tuple[Quantity, ...]:
    if not is_dash(token):
        return ()
    return (Quantity(magnitude=Decimal(0), decimals=0, raw=token.run.raw, span=token.run.span),)
