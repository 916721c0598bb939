"""What a growth proves of figures: less where they are rounded coarsely."""

from decimal import Decimal
from fractions import Fraction

from extractor.model.interval import Interval, add, printed, scale
from extractor.reconcile.known.fit import growth_bits

PROVEN_BITS = 7.0


def _proof(new: str, old: str) -> float:
    """Bits of the pair of bounds that a growth of 28.9% puts on two figures printed so."""
    unit = Decimal(1).scaleb(Decimal(new).as_tuple().exponent)
    growth = Fraction(1289, 1000)
    total: Interval = add(printed(Decimal(new), unit), scale(printed(Decimal(old), unit), -growth))
    return 2 * growth_bits(total, Fraction(new))


def test_two_digits_do_not_prove_a_growth() -> None:
    assert _proof("6.6", "5.2") < PROVEN_BITS


def test_four_digits_prove_a_growth() -> None:
    assert _proof("6621", "5137") > PROVEN_BITS
