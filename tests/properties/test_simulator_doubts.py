"""Figures that made-up truth calls ambiguous: sums settle some of those that changed places."""

from dataclasses import replace

from fixtures.simulate.doubts import half_of, settled_by_halves, settled_by_sums
from fixtures.simulate.nouns import Art, Box, Fact, Mark, Role, Slide, SlideKind


def chart_fact(period: str, value: str, certainty: str = "sure") -> Fact:
    return Fact(
        key=f"income|{period}",
        exhibit="Income",
        kind="chart",
        item="Operating Income",
        period=period,
        value=value,
        unit="JPY",
        scale="million",
        certainty=certainty,
    )


def certainties(*facts: Fact) -> list[str]:
    told = settled_by_halves(Art(slides=(), facts=facts)).facts
    return [fact.certainty for fact in told if fact.kind == "chart"]


FIRST, SECOND = chart_fact("1Q30", "3785", "ambiguous"), chart_fact("2Q31", "3778", "ambiguous")
SISTER = chart_fact("2Q30", "4069")
HALF = replace(chart_fact("1H30", "7854"), kind="table", key="table|1H30")
LATER = replace(HALF, period="1H31", value="7497", key="table|1H31")


def test_quarters_belong_to_halves() -> None:
    assert [half_of(quarter) for quarter in ("1Q30", "2Q30", "3Q30", "4Q30")] == ["1H30", "1H30", "2H30", "2H30"]


def test_two_printed_halves_keep_their_quarters() -> None:
    assert certainties(FIRST, SISTER, SECOND, HALF, LATER) == ["sure", "sure", "sure"]


def test_a_quarter_without_a_printed_half_stays_open() -> None:
    assert certainties(FIRST, SISTER, SECOND, HALF) == ["sure", "sure", "ambiguous"]


def test_two_quarters_of_one_half_stay_open() -> None:
    assert certainties(FIRST, replace(SECOND, period="2Q30"), HALF) == ["ambiguous", "ambiguous"]


def test_quarters_as_good_as_equal_stay_open() -> None:
    assert certainties(FIRST, SISTER, replace(SECOND, value="3784"), HALF, LATER) == ["ambiguous", "sure", "ambiguous"]


def drawn(name: str, values: tuple[str, ...], role: Role, *, moved: bool = False) -> tuple[Box, tuple[Fact, ...]]:
    """A row of a chart; the values of a moved one are in doubt."""
    facts = tuple(
        replace(
            chart_fact(f"{number}Q30", value, "ambiguous" if moved else "sure"),
            key=f"{name}|{number}",
            item=name,
            touched=("moved_last",) if moved else (),
        )
        for number, value in enumerate(values, start=1)
    )
    marks = tuple(Mark(text=fact.value, x=x, y=0, fact=fact.key) for x, fact in enumerate(facts))
    return Box(role=role, marks=marks, name=name), facts


def open_values(moved: tuple[str, ...], total: tuple[str, ...]) -> list[str]:
    """Values that stay in doubt on a chart of two parts, of which one was disturbed."""
    rows = (
        drawn("Hosting", moved, Role.SERIES, moved=True),
        drawn("Training", ("100", "200", "300"), Role.SERIES),
        drawn("Revenues", total, Role.TOTAL),
    )
    slide = Slide(kind=SlideKind.CHART, boxes=tuple(box for box, _ in rows))
    art = Art(slides=(slide,), facts=tuple(fact for _, facts in rows for fact in facts))
    told = settled_by_sums(art, frozenset()).facts
    return [fact.value for fact in told if fact.certainty == "ambiguous"]


def test_sums_settle_what_they_tell_apart() -> None:
    assert open_values(("448", "453", "520"), ("548", "653", "820")) == []


def test_sums_leave_open_what_rounding_hides() -> None:
    assert open_values(("448", "449", "520"), ("548", "649", "820")) == ["448", "449"]


def test_sums_say_nothing_of_open_names() -> None:
    box, facts = drawn("Hosting", ("448", "453"), Role.SERIES, moved=True)
    total, sums = drawn("Revenues", ("448", "453"), Role.TOTAL)
    art = Art(slides=(Slide(kind=SlideKind.CHART, boxes=(box, total)),), facts=(*facts, *sums))
    told = settled_by_sums(art, frozenset({facts[0].key})).facts
    assert [fact.certainty for fact in told] == ["ambiguous", "sure", "sure", "sure"]


def test_sums_that_fail_settle_nothing() -> None:
    assert open_values(("448", "453", "520"), ("548", "653", "920")) == ["448", "453", "520"]
