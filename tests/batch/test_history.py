"""Every printing of a figure over decks: agreement within rounding, restatements, conflicts."""

import csv
import io

import pytest
from typer.testing import CliRunner

from extractor.batch.history import COLUMNS, Wanted, history
from extractor.cli import app
from extractor.emit.rows import FIGURE_COLUMNS
from extractor.errors import CallError

PLAIN = dict.fromkeys(FIGURE_COLUMNS, "") | {
    "measure": "amount", "unit": "JPY", "scale": "million", "period": "2Q07", "period_end": "2007-09-30",
    "scenario": "actual", "page": "4", "grade": "sure", "item": "Revenues", "item_id": "revenue.total",
}  # fmt: skip


def deck(place, name, *rows):
    (place / name).mkdir()
    with (place / name / "figures.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, FIGURE_COLUMNS)
        writer.writeheader()
        writer.writerows({**PLAIN, "deck": name, "figure": f"f{at}", **row} for at, row in enumerate(rows))


@pytest.fixture
def decks(tmp_path):
    deck(tmp_path, "q2", {"value": "16294"}, {"value": "5.0", "item_id": "staff", "item": "Staff"})
    deck(tmp_path, "q3", {"value": "16.3", "scale": "billion"}, {"value": "5.2", "item_id": "staff", "item": "Staff"})
    deck(tmp_path, "q4", {"value": "7", "item_id": "x", "item": "X"}, {"value": "8", "item_id": "x", "item": "X"})
    deck(tmp_path, "q5", {"value": "16294", "period": "3Q07", "period_end": "2007-12-31"})
    return tmp_path


def told(rows):
    return [(row["item_id"], row["period"], row["deck"], row["value"], row["status"]) for row in rows]


def test_printings_stand_together_with_what_they_say_of_each_other(decks):
    assert told(history(decks)) == [
        ("revenue.total", "2Q07", "q2", "16294", "agrees"),
        ("revenue.total", "2Q07", "q3", "16.3", "agrees"),
        ("revenue.total", "3Q07", "q5", "16294", "single"),
        ("staff", "2Q07", "q2", "5.0", "restated"),
        ("staff", "2Q07", "q3", "5.2", "restated"),
        ("x", "2Q07", "q4", "7", "conflict"),
        ("x", "2Q07", "q4", "8", "conflict"),
    ]


def test_a_part_can_be_asked_for(decks):
    assert len(told(history(decks, Wanted(item="staff")))) == 2
    assert len(told(history(decks, Wanted(item="revenue")))) == 3
    assert len(told(history(decks, Wanted(item="revenue.total", period="3Q07")))) == 1
    assert told(history(decks, Wanted(item="staff", decks="q2")))[0][-1] == "single"


def test_the_command_writes_a_table(decks):
    result = CliRunner().invoke(app, ["history", str(decks), "--item", "staff"])
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["value"] for row in rows] == ["5.0", "5.2"]
    assert "2 printings of restated figures, 0 of figures in conflict, 0 gaps" in result.stderr


def test_what_is_no_deck_is_said(decks, tmp_path):
    with pytest.raises(CallError, match="no decks' folders called z"):
        next(history(decks, Wanted(decks="z*")))
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "figures.csv").write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(CallError, match="a table is none of irdeck's"):
        next(history(tmp_path, Wanted(decks="odd")))
