"""Small decks built by hand, without any stage."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from extractor.model.deck import (
    Deck,
    LayoutSheet,
    ReadSheet,
    ReconcileSheet,
    RepairedLine,
    RepairSheet,
    ScoreSheet,
    Source,
)
from extractor.model.exhibit import Exhibit
from extractor.model.figure import (
    Alternative,
    Check,
    Figure,
    FigureKind,
    Finding,
    Grade,
    Leftover,
    Link,
    Measure,
    Operand,
    Reading,
    Severity,
)
from extractor.model.number import Candidate, CandidateKind, Quantity, Run
from extractor.model.period import FiscalCalendar, PeriodKind, fiscal, resolve
from extractor.model.text import Edit, Line, Slide, Span

LINES = ("Sales by division", "9,8809,880 +1.5%", "301 (20)", "7")
SPRING = resolve(fiscal(PeriodKind.QUARTER, 2007, 1), FiscalCalendar())
SUMMER = resolve(fiscal(PeriodKind.QUARTER, 2007, 2), FiscalCalendar())


def quantity(value: str, span: Span) -> Quantity:
    number = Decimal(value)
    decimals = max(-int(number.as_tuple().exponent), 0)
    return Quantity(magnitude=number, decimals=decimals, raw=value, span=span)


def run(line: int, start: int, raw: str, *readings: tuple[CandidateKind, tuple[str, ...]]) -> Run:
    span = Span(line=line, start=start, end=start + len(raw))
    candidates = tuple(
        Candidate(kind=kind, quantities=tuple(quantity(value, span) for value in values), cost=cost)
        for cost, (kind, values) in enumerate(readings)
    )
    return Run(raw=raw, span=span, start=start, end=start + len(raw), candidates=candidates)


def figure(name: str, item: str, value: str, span: Span, **more: object) -> Figure:
    """A figure of page 1 that is sure unless `grade` says otherwise."""
    grade = more.pop("grade", Grade.SURE)
    assert isinstance(grade, Grade)
    fields: dict[str, object] = {
        "figure": name,
        "slide": 1,
        "exhibit": "Sales by division",
        "kind": FigureKind.CHART,
        "item": item,
        "period": SUMMER,
        "value": Decimal(value),
        "unit": "JPY",
        "scale": "million",
        "raw": "".join(LINES[span.line - 1 : span.line])[span.start : span.end],
        "spans": (span,),
    }
    return Figure(
        reading=Reading(**(fields | more)),  # type: ignore[arg-type]
        value_link=Link(grade=grade, because=("meets the total", "printed twice; once counted")),
        period_link=Link(grade=Grade.SURE, because=("clean label run",)),
        item_link=Link(grade=Grade.SURE, because=("clean label run",)),
        confidence=Decimal("0.970"),
    )


DOUBLED = Span(line=2, start=0, end=10)
FIGURES = (
    figure("f1", "Total", "9880", DOUBLED, concept="jppfs_cor:NetSales", item_id="revenue.total"),
    figure(
        "f2",
        "Total",
        "1.50",
        Span(line=2, start=11, end=16),
        measure=Measure.CHANGE_PCT,
        unit="%",
        scale="1",
        versus="2Q06",
        grade=Grade.INFERRED,
    ),
    figure(
        "f3",
        "Boxes & Wires",
        "301",
        Span(line=3, start=0, end=3),
        period=SPRING,
        breadcrumb=("Goods", "Home"),
        grade=Grade.AMBIGUOUS,
        alternatives=(Alternative(link="period", reading="2Q07; if swapped"),),
        flags=("total.gap",),
    ),
    figure("f4", "Boxes & Wires", "-20", Span(line=3, start=4, end=8), breadcrumb=("Goods", "Home")),
)
CHECK = Check(
    identity="parts.total",
    exhibit="Sales by division",
    period="2Q07",
    operands=(
        Operand(figure="f3", weight=Decimal(1)),
        Operand(figure="f4", weight=Decimal(-1)),
    ),
    total="f1",
    gap=Decimal("9559"),
    allowed="-1..1",
    holds=False,
    tried=12,
    survived=1,
    bits=Decimal("3.5"),
)
FINDING = Finding(
    code="total.gap",
    severity=Severity.ERROR,
    message="=the parts miss the total by 9,559",
    where="L3, page 1",
    figures=("f1", "f3"),
)
NOTE = Finding(code="axis.lost", severity=Severity.NOTE, message="no years on the axis", where="page 1")
REPAIRED = (
    RepairedLine(number=1, slide=1, text=LINES[0]),
    RepairedLine(
        number=2,
        slide=1,
        text="9,880 +1.5%",
        runs=(
            run(
                2,
                0,
                "9,8809,880",
                (CandidateKind.DOUBLED, ("9880",)),
                (CandidateKind.GLUED, ("9880", "9880")),
            ),
            run(2, 11, "+1.5%", (CandidateKind.CLEAN, ("1.5",))),
        ),
        edits=(Edit(line=2, start=0, end=10, before="9,8809,880", after="9,880", rule="glyphs.doubled"),),
    ),
    RepairedLine(
        number=3,
        slide=1,
        text=LINES[2],
        runs=(
            run(3, 0, "301", (CandidateKind.CLEAN, ("301",))),
            run(3, 4, "(20)", (CandidateKind.CLEAN, ("20",))),
        ),
    ),
    RepairedLine(number=4, slide=1, text="7", runs=(run(4, 0, "7", (CandidateKind.CLEAN, ("7",))),)),
)


def small_deck() -> Deck:
    """Four lines and four figures, with a failing check, two findings and a page number left over."""
    lines = tuple(Line(number=number, raw=raw, slide=1) for number, raw in enumerate(LINES, 1))
    return Deck(
        source=Source(name="acme-2q07", format="dump", digest="00ff"),
        read=ReadSheet(lines=lines, slides=(Slide(number=1, first=1, last=4, because=("the first",)),)),
        repair=RepairSheet(lines=REPAIRED, repeated=frozenset({4, 1, 33, 2}), findings=(NOTE,)),
        layout=LayoutSheet(exhibits=(Exhibit(number=1, slide=1, title="Sales by division"),)),
        reconcile=ReconcileSheet(
            readings=tuple(each.reading for each in FIGURES),
            checks=(CHECK,),
            leftovers=(Leftover(slide=1, span=Span(line=4, start=0, end=1), raw="7", reason="page number"),),
            findings=(FINDING,),
        ),
        score=ScoreSheet(figures=FIGURES),
    )


@pytest.fixture
def deck() -> Deck:
    return small_deck()


@pytest.fixture
def empty() -> Deck:
    """A deck in which nothing was found."""
    return Deck(source=Source(name="empty", format="dump"))


@pytest.fixture
def titled() -> Callable[..., Deck]:
    """Builds a deck with one figure per exhibit title; `item` and `name` set the other texts."""

    def build(*titles: str, item: str = "Total", name: str = "d", slides: tuple[int, ...] = ()) -> Deck:
        pages = slides or (1,) * len(titles)
        figures = tuple(
            figure(f"f{at}", item, str(at), DOUBLED, exhibit=title, slide=page, raw=item)
            for at, (title, page) in enumerate(zip(titles, pages, strict=True), 1)
        )
        return Deck(source=Source(name=name, format="dump"), score=ScoreSheet(figures=figures))

    return build


@pytest.fixture
def crowded() -> Deck:
    """A deck of 800 figures in 40 exhibits of two rows and ten periods, with 400 checks."""
    periods = [resolve(fiscal(PeriodKind.QUARTER, 2005 + at // 4, at % 4 + 1), FiscalCalendar()) for at in range(10)]
    lines = tuple(Line(number=at, raw="1,234 5,678 " * 5, slide=at // 2 + 1) for at in range(1, 81))
    figures = tuple(
        figure(
            f"f{at}",
            f"Item {at // 10 % 2}",
            str(at),
            Span(line=at // 10 + 1, start=at % 10 * 6, end=at % 10 * 6 + 5),
            slide=at // 20 + 1,
            exhibit=f"Exhibit {at // 20}",
            period=periods[at % 10],
            raw="1,234",
        )
        for at in range(800)
    )
    checks = tuple(
        Check(
            identity="parts.total",
            exhibit=f"Exhibit {at}",
            period="",
            operands=tuple(Operand(figure=f"f{at + step}", weight=Decimal(1)) for step in range(4)),
            total=f"f{at + 5}",
            gap=Decimal(0),
            allowed="-1..1",
            holds=True,
        )
        for at in range(400)
    )
    return Deck(
        source=Source(name="crowded", format="dump"),
        read=ReadSheet(lines=lines),
        reconcile=ReconcileSheet(checks=checks),
        score=ScoreSheet(figures=figures),
    )
