"""Legends of two decks prove which way they run only where reading both backwards does not agree too."""

from decimal import Decimal

from extractor.model.period import Period, PeriodKind
from extractor.reconcile.known.world import Fact, Slot, interval_of
from extractor.reconcile.sisters.legends import Legend, Listed, proven_owners

COSTS = {"wages": 1132, "rents": 1944, "circuits": 6667, "purchases": 12, "others": 552}


def legend(deck: str, rows: str, names: str, **changed: int) -> Legend:
    """A legend in the order of its rows, each under its own name; `names` is the order in which these are printed."""
    printed = names.split()
    return tuple(
        Listed(
            owner=f"{deck}.{row}",
            key=row,
            rank=printed.index(row),
            cells={"1Q30": fact(row, changed.get(row, COSTS[row]))},
        )
        for row in rows.split()
    )


def fact(key: str, value: int) -> Fact:
    return Fact(
        slot=Slot(key=key, period="1Q30"),
        interval=interval_of(Decimal(value), "million", 0),
        owner=key,
        source="",
        period=Period(kind=PeriodKind.QUARTER, label="1Q30", printed="1Q30"),
    )


AGAINST = legend("ours", "circuits rents wages", "wages rents circuits")


def test_another_name_in_the_other_order_proves_both() -> None:
    other = legend("theirs", "purchases wages rents circuits", "purchases wages rents circuits")
    assert proven_owners([AGAINST], [other]) == {"ours.circuits", "ours.rents", "ours.wages"}
    assert proven_owners([other], [AGAINST]) == {f"theirs.{name}" for name in COSTS if name != "others"}


def test_the_same_legend_could_be_read_backwards_in_both() -> None:
    other = legend("theirs", "wages rents circuits", "wages rents circuits")
    assert not proven_owners([AGAINST], [other])


def test_legends_that_run_alike_may_be_damaged_alike() -> None:
    other = legend("theirs", "circuits rents wages purchases", "purchases wages rents circuits")
    assert not proven_owners([AGAINST], [other])


def test_one_figure_that_differs_refutes() -> None:
    other = legend("theirs", "purchases wages rents circuits", "purchases wages rents circuits", rents=1945_0)
    assert not proven_owners([AGAINST], [other])


def test_two_shared_rows_are_too_few() -> None:
    other = legend("theirs", "purchases others wages rents", "purchases others wages rents")
    assert not proven_owners([AGAINST], [other])
