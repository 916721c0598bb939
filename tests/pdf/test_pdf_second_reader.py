"""A second reader of tables: asked where ours has no place for figures, believed where printed changes hold."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from extractor import extract
from extractor.api import extract_read, read_deck
from extractor.model.deck import Deck
from extractor.model.figure import Grade
from extractor.model.page import Grid
from extractor.read.pdf import USUAL, second_grids
from extractor.rulebook import load_rulebook
from fixtures.simulate.pages import Drawing, Look, Told, labelled_between, results_table

QUIET = replace(USUAL, second=0)
BETWEEN = "placed-second"


def figures(deck: Deck) -> set[Told]:
    readings = (figure.reading for figure in deck.figures)
    return {Told(item=r.item, period=r.period.label, value=f"{r.value}") for r in readings}


def made(seed: int) -> tuple[bytes, frozenset[Told]]:
    drawing = Drawing()
    told = labelled_between(drawing, Random(seed))
    return drawing.data(), frozenset(told)


def test_names_between_the_years_need_the_second_reader() -> None:
    data, told = made(5)
    rules = load_rulebook()
    alone = extract_read([read_deck(data, rulebook=rules, allowance=QUIET)], rules)[0]
    assert told - figures(alone)
    both = extract(data, name="made-up")
    assert figures(both) == told
    assert all(BETWEEN in figure.reading.item_evidence for figure in both.figures)
    assert all(figure.grade is not Grade.SURE for figure in both.figures)


def test_what_the_second_reader_saw_stands_in_no_table_twice() -> None:
    deck = extract(made(8)[0], name="made-up")
    spans = [span for figure in deck.figures for span in figure.reading.spans]
    assert len(set(spans)) == len(spans) > 0
    names = [figure.reading.figure for figure in deck.figures]
    assert len(set(names)) == len(names)


def test_without_a_change_that_holds_it_is_not_believed() -> None:
    drawing = Drawing()
    drawing.text((60, 50), "Consolidated Results", 18)
    for x, head in ((150, "FY2023"), (400, "FY2024"), (470, "YoY (%)")):
        drawing.middle((x, 120), head)
    for number, item in enumerate(("Net sales", "Gross profit", "Net income")):
        y = 140.0 + 18 * number
        drawing.right((170, y), f"{20_000 + 77 * number:,}")
        drawing.text((200, y), item)
        drawing.right((420, y), f"{30_000 + 91 * number:,}")
        drawing.right((480, y), "3.0")
    deck = extract(drawing.data(), name="made-up")
    assert deck.layout.proposed
    assert not [figure for figure in deck.figures if BETWEEN in figure.reading.item_evidence]


def test_grids_are_in_points_of_the_page_as_it_is_held() -> None:
    data, _ = made(5)
    (grid,) = second_grids(data, "made-up", (1,), USUAL)[1]
    assert isinstance(grid, Grid)
    assert grid.box.y0 < 140 < grid.box.y1
    assert [grid.column(x) for x in (160, 210, 410, 475)] == [0, 1, 2, 3]


def test_it_is_asked_of_doubtful_pages_only_and_never_loaded_here(tmp_path: Path) -> None:
    data, _ = made(5)
    sound = Drawing()
    results_table(sound, Random(7), Look())
    (tmp_path / "doubtful.pdf").write_bytes(data)
    (tmp_path / "sound.pdf").write_bytes(sound.data())
    code = (
        "import sys; from extractor import extract; from extractor.read import Second\n"
        "asked, usual = [], Second.__call__\n"
        "Second.__call__ = lambda self, pages: asked.append(tuple(pages)) or usual(self, pages)\n"
        "extract('sound.pdf'); extract('doubtful.pdf'); print(asked, 'camelot' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[(1,)] False"


def test_no_seconds_ask_nothing() -> None:
    assert second_grids(made(5)[0], "made-up", (1,), QUIET) == {}


def test_a_page_that_it_cannot_bear_costs_its_grids_and_nothing_else() -> None:
    data, _ = made(5)
    assert second_grids(data, "made-up", (1,), replace(USUAL, memory=1)) == {}


def test_a_locked_permission_does_not_lock_the_second_reader() -> None:
    drawing = Drawing()
    told = labelled_between(drawing, Random(5))
    locked = drawing.data(encryption=4, owner_pw="owner", user_pw="", permissions=0)
    assert figures(extract(locked, name="made-up")) == set(told)
