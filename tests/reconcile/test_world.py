"""The world of facts: equal printings beyond the first few say nothing more, and more facts make the same world."""

from decimal import Decimal

from extractor.model.period import PeriodKind, fiscal
from extractor.reconcile.known.memo import Memo
from extractor.reconcile.known.world import MOST_ALIKE, Fact, Slot, build, changed, extended, interval_of, known


def fact(value: str, owner: str, *, key: str = "revenue", part: int = 2) -> Fact:
    period = fiscal(PeriodKind.QUARTER, 2007, part)
    interval = interval_of(Decimal(value), "million", 0)
    return Fact(slot=Slot(key=key, period=period.label), interval=interval, owner=owner, source=owner, period=period)


def test_a_slide_printed_again_and_again_says_it_no_louder() -> None:
    printings = [fact("1234", f"e{number}.0.0") for number in range(3 * MOST_ALIKE)]
    other = fact("1300", "e99.0.0")
    world = build([*printings, other])
    assert world.by_key["revenue"] == (*printings[:MOST_ALIKE], other)
    assert known(world, other.slot) is None, "a printing that says otherwise is never left out"


def test_a_world_with_more_facts_is_the_world_of_all() -> None:
    first = [fact("1234", "e1.0.0"), fact("900", "e1.0.1", key="cost"), fact("1300", "e1.0.0", part=3)]
    more = [
        fact("1234", "e2.0.0"),
        fact("1234", "e1.0.0"),
        fact("1400", "e2.0.0", part=4),
        fact("50", "e2.0.1", key="tax"),
    ]
    memo = Memo()
    before = build(first, memo)
    after, whole = extended(before, more, memo), build(dict.fromkeys([*first, *more]))
    assert after == whole
    assert list(after.facts) == list(whole.facts)
    assert after.by_key["cost"] is before.by_key["cost"]
    assert len(before.by_key["revenue"]) == 2


def test_a_world_with_other_facts_at_a_slot_is_the_world_without_those_it_lost() -> None:
    kept = [fact("1234", "e1.0.0"), fact("900", "e1.0.1", key="cost"), fact("1300", "e1.0.0", part=3)]
    lost = [fact("1234", "claim0@7"), fact("1300", "claim1@7", part=3)]
    whole = build([*kept, *lost])
    after = changed(whole, {one.slot: [f for f in kept if f.slot == one.slot] for one in lost})
    assert (after.facts, after.by_key) == (build(kept).facts, build(kept).by_key)
    assert whole.by_key["revenue"] == (kept[0], lost[0], kept[2], lost[1]), "the world beneath is as it was"
