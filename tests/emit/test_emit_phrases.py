"""Checks in words."""

from decimal import Decimal

import pytest

from extractor.emit.phrases import Evidence, equation, verdict
from extractor.model.figure import Check, Operand

NOTHING = Evidence()


def check(identity: str, *weights: int, allowed: str) -> Check:
    operands = tuple(Operand(figure=name, weight=Decimal(w)) for name, w in zip("abcd", weights, strict=False))
    told = {"exhibit": "", "period": "", "gap": Decimal(0), "allowed": allowed, "holds": True}
    return Check(identity=identity, operands=operands, total="line 9", **told)


@pytest.mark.parametrize(
    ("weights", "text"),
    [
        ((1, -1), "a / b − 1 = line 9"),
        ((1, 1, -1, -1), "(a + b) / (c + d) − 1 = line 9"),
        ((1, 1, -1), "(a + b) / c − 1 = line 9"),
    ],
)
def test_a_growth_is_a_quotient(weights, text):
    found = check("growth", *weights, allowed="13.35%..13.45%")
    assert (equation(found, NOTHING), verdict(found)) == (text, "gap 0, allowed 13.35%..13.45%")


def test_other_checks_are_sums():
    assert equation(check("change", 1, -1, allowed="-1..1"), NOTHING) == "a − b = line 9"
