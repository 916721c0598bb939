"""Figures that made-up truth calls ambiguous: statements, margins and halves settle what a chart alone leaves open."""

from dataclasses import replace

from fixtures.simulate.nouns import Art, Box, Fact, Mark, Role, Slide, SlideKind
from fixtures.simulate.relations import settled_by_statements

QUARTERS = ("1Q30", "2Q30", "3Q30", "4Q30")
REVENUE, COST, SGA = ("5000", "5200", "5400", "5100"), ("4000", "4100", "4250", "4020"), ("600", "640", "660", "610")
OPERATING = ("400", "460", "490", "470")


def row(name: str, values: tuple[str, ...], *, moved: bool = False) -> tuple[Fact, ...]:
    """A charted row; one that was moved is in doubt."""
    return tuple(
        Fact(
            key=f"Chart|{name}|{period}",
            exhibit="Chart",
            kind="chart",
            item=name,
            period=period,
            value=value,
            unit="JPY",
            scale="million",
            certainty="ambiguous" if moved else "sure",
            touched=("moved_last",) if moved else (),
        )
        for period, value in zip(QUARTERS, values, strict=True)
    )


def half(name: str, value: str) -> Fact:
    return Fact(
        key=f"Table|{name}|1H30",
        exhibit="Table",
        kind="table",
        item=name,
        period="1H30",
        value=value,
        unit="JPY",
        scale="million",
    )


def certain(name: str, *rows: tuple[Fact, ...]) -> str:
    """The certainties of a row after settling, one letter per quarter."""
    facts = tuple(fact for found in rows for fact in found)
    marks = tuple(
        Mark(text=fact.value, x=n, y=0, fact=fact.key) for n, fact in enumerate(facts) if fact.kind == "chart"
    )
    slide = Slide(kind=SlideKind.CHART, boxes=(Box(role=Role.SERIES, marks=marks),))
    told = settled_by_statements(Art(slides=(slide,), facts=facts, regime="round"), frozenset()).facts
    return "".join(fact.certainty[0] for fact in told if fact.key.startswith(f"Chart|{name}|"))


def test_the_way_from_revenue_to_operating_income_keeps_it_in_place() -> None:
    moved = row("operating", OPERATING, moved=True)
    assert certain("operating", row("revenue", REVENUE), row("cost", COST), row("sga", SGA), moved) == "ssss"


def test_figures_that_rounding_does_not_tell_apart_stay_open() -> None:
    moved = row("operating", ("400", "460", "490", "491"), moved=True)
    sga = ("600", "640", "660", "589")
    assert certain("operating", row("revenue", REVENUE), row("cost", COST), row("sga", sga), moved) == "ssaa"


def test_rows_that_could_have_moved_together_settle_nothing() -> None:
    ebitda, depreciation = ("700", "770", "820", "780"), ("300", "310", "330", "310")
    rows = [row("operating", OPERATING, moved=True), row("ebitda", ebitda, moved=True)]
    assert certain("ebitda", row("depreciation", depreciation, moved=True), *rows) == "aaaa"


def test_printed_halves_keep_quarters_from_those_of_the_other() -> None:
    moved = row("operating", OPERATING, moved=True)
    assert certain("operating", moved, (half("operating", "860"),)) == "aaaa"
    moved = row("operating", ("400", "400", "490", "490"), moved=True)
    assert certain("operating", moved, (half("operating", "800"),)) == "ssss"


def told(name: str, period: str, value: str, certainty: str = "sure") -> Fact:
    return replace(
        half(name, value), key=f"Sentence|{name}|{period}", kind="callout", period=period, certainty=certainty
    )


def test_an_operating_income_that_a_sentence_tells_keeps_the_ebitda_of_its_quarter_in_place() -> None:
    moved = row("ebitda", ("700", "770", "820", "780"), moved=True)
    depreciation = row("depreciation", ("300", "310", "330", "310"))
    assert certain("ebitda", depreciation, moved) == "aaaa"
    assert certain("ebitda", depreciation, moved, (told("Operating Income", "3Q30", "490"),)) == "aasa"
    assert certain("ebitda", depreciation, moved, (told("営業利益", "3Q30", "491"),)) == "aasa"


def test_what_sentences_tell_otherwise_or_doubtfully_or_of_moved_rows_settles_nothing() -> None:
    moved = row("ebitda", ("700", "770", "820", "780"), moved=True)
    depreciation = row("depreciation", ("300", "310", "330", "310"))
    assert certain("ebitda", depreciation, moved, (told("Operating Income", "3Q30", "460"),)) == "aaaa"
    assert certain("ebitda", depreciation, moved, (told("Operating Income", "3Q30", "490", "ambiguous"),)) == "aaaa"
    together = row("depreciation", ("300", "310", "330", "310"), moved=True)
    swapped = row("ebitda", ("790", "800", "820", "800"), moved=True)
    assert certain("ebitda", together, swapped, (told("Operating Income", "3Q30", "490"),)) == "aaaa"


def test_revenue_and_costs_of_a_statement_keep_ebitda_in_place() -> None:
    moved = row("ebitda", ("700", "770", "820", "780"), moved=True)
    statement = (
        told("Total Revenues", "3Q30", "5400"),
        told("Cost of Revenues", "3Q30", "4250"),
        told("SG&A Expenses", "3Q30", "660"),
    )
    assert certain("ebitda", row("depreciation", ("300", "310", "330", "310")), moved, statement) == "aasa"


def test_names_that_are_open_stay_open() -> None:
    moved = row("operating", OPERATING, moved=True)
    facts = (*row("revenue", REVENUE), *row("cost", COST), *row("sga", SGA), *moved)
    marks = tuple(Mark(text=fact.value, x=n, y=0, fact=fact.key) for n, fact in enumerate(facts))
    slide = Slide(kind=SlideKind.CHART, boxes=(Box(role=Role.SERIES, marks=marks),))
    art = Art(slides=(slide,), facts=facts, regime="round")
    told = settled_by_statements(art, frozenset(fact.key for fact in moved)).facts
    assert [fact.certainty for fact in told if fact in moved] == ["ambiguous"] * 4
