"""Scales of printed amounts, each with its factor; the one list of them."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

SCALES: Mapping[str, Decimal] = MappingProxyType(
    {
        "": Decimal(1),
        "1": Decimal(1),
        "thousand": Decimal(10) ** 3,
        "10thousand": Decimal(10) ** 4,
        "million": Decimal(10) ** 6,
        "100million": Decimal(10) ** 8,
        "billion": Decimal(10) ** 9,
        "trillion": Decimal(10) ** 12,
    }
)
