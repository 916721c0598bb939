"""The history over a batch's table: companies, gaps, files, and a series out of very many figures."""

import csv
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from extractor.batch.combine import SCHEMA_VERSION, combined_schema, part_of
from extractor.batch.history import COLUMNS, Wanted, history
from extractor.batch.history.gaps import place_of
from extractor.batch.history.page import history_page
from extractor.batch.history.written import write_history
from extractor.cli import app
from extractor.errors import CallError

SCHEMA = combined_schema({"irdeck.schema": SCHEMA_VERSION})
PLAIN = {
    "measure": "amount", "unit": "JPY", "scale": "million", "scenario": "actual", "page": 4, "grade": "sure",
    "item": "Revenues", "item_id": "revenue.total", "breadcrumb": "", "versus": "", "decimals": 0,
}  # fmt: skip
ENDS = {"1Q07": "2007-06-30", "2Q07": "2007-09-30", "4Q07": "2008-03-31", "FY2007": "2008-03-31"}


def figure(company, folder, period, value, **more):
    said = {"company": company, "folder": folder, "deck": folder, "period": period, "value": float(value)}
    empty = {field.name: None if field.name in {"confidence"} else "" for field in SCHEMA}
    return empty | PLAIN | said | {"period_end": ENDS.get(period, ""), "figure": f"{folder}-{period}"} | more


def parts(place, table):
    """The data set of a batch: every company in its part."""
    (place / "figures.parquet").mkdir()
    files = [part_of(company) for company in table["company"].to_pylist()]
    for name in set(files):
        rows = table.filter(pa.array([file == name for file in files]))
        pq.write_table(rows, place / "figures.parquet" / name, row_group_size=50_000)


def batch(place, rows, names):
    parts(place, pa.Table.from_pylist(rows, SCHEMA))
    with (place / "companies.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerows([("company", "name", "folder", "source", "because"), *names])
    return place


@pytest.fixture
def two(tmp_path):
    rows = [
        figure("JP:1", "a1", "1Q07", 16294),
        figure("JP:1", "a2", "1Q07", 16300),
        figure("JP:1", "a2", "4Q07", 17000),
        figure("JP:1", "a2", "FY2007", "66.0", scale="billion", decimals=1),
        figure("JP:2", "b1", "1Q07", 16294),
    ]
    names = [("JP:1", "hoshino foods", f, f"in/{f}.txt", "") for f in ("a1", "a2")]
    return batch(tmp_path, rows, [*names, ("JP:2", "calder <works>", "b1", "in/b1.txt", "")])


def told(rows):
    return [(row["company"], row["period"], row["value"], row["status"]) for row in rows]


def test_companies_are_told_apart_and_gaps_are_told(two):
    first = [
        ("JP:1", "1Q07", "16294", "restated"),
        ("JP:1", "1Q07", "16300", "restated"),
        ("JP:1", "4Q07", "17000", "single"),
        ("JP:1", "FY2007", "66.0", "single"),
        ("JP:1", "2Q07", "", "gap"),
        ("JP:1", "3Q07", "", "gap"),
    ]
    assert told(history(two)) == [*first, ("JP:2", "1Q07", "16294", "single")]
    assert told(history(two, Wanted(company="Hoshino"))) == first
    assert told(history(two, Wanted(company="JP:2", period="1Q07"))) == [("JP:2", "1Q07", "16294", "single")]
    assert told(history(two, Wanted(decks="a1"))) == [("JP:1", "1Q07", "16294", "single")]
    with pytest.raises(CallError, match="0 companies are called 'Acme'; there are JP:1, JP:2"):
        next(history(two, Wanted(company="Acme")))


def test_a_file_overrides_companies(two):
    path = two / "mapping.csv"
    path.write_text("deck,company\nin/*.txt,One\n", "utf-8")
    rows = list(history(two, Wanted(companies=str(path), period="1Q07")))
    assert {row["company"] for row in rows} == {"One"}
    assert {row["printings"] for row in rows} == {"3"}


@pytest.mark.parametrize(
    ("label", "steps", "next_label"),
    [
        ("4Q99", 1, "1Q00"), ("2H07", 1, "1H08"), ("9M07", 2, "9M09"), ("FY2007", 1, "FY2008"),
        ("2011-12", 1, "2012-01"),
    ],
)  # fmt: skip
def test_periods_follow_each_other(label, steps, next_label):
    one, other = place_of(label), place_of(next_label)
    assert one is not None
    assert other is not None
    assert one.label == label
    assert other.at - one.at == steps


def test_days_and_ranges_have_no_gaps():
    assert [place_of(label) for label in ("2007-09-30", "2007-04/2007-09", "", "plan")] == [None] * 4


def test_a_history_is_written_as_three_kinds_of_file(two):
    for suffix in ("csv", "parquet", "html"):
        result = CliRunner().invoke(app, ["history", str(two), "--company", "hoshino", "-o", str(two / f"h.{suffix}")])
        assert (result.exit_code, result.stdout.strip()) == (0, str(two / f"h.{suffix}")), result.output
        assert "2 printings of restated figures, 0 of figures in conflict, 2 gaps" in result.stderr
    rows = list(csv.DictReader((two / "h.csv").read_text("utf-8-sig").splitlines()))
    table = pq.read_table(two / "h.parquet")
    assert tuple(rows[0]) == COLUMNS == tuple(table.column_names)
    assert table["value"].to_pylist() == [16294.0, 16300.0, 17000.0, 66.0, None, None]
    assert (two / "h.html").read_text("utf-8").count("<circle") == 5
    assert not list(two.glob(".h.*"))
    with pytest.raises(CallError, match=r"\.csv, \.parquet, \.html"):
        write_history(history(two), two / "h.txt", "")


def test_the_page_shows_a_chart_escapes_what_decks_say_and_runs_nothing(two):
    rows = [row | {"item": "<b>Net & co</b>"} for row in history(two, Wanted(company="JP:1"))]
    page = history_page(rows, "JP:1")
    assert "&lt;b&gt;Net &amp; co&lt;/b&gt;" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    assert '<circle class="gap"' in page
    assert "Nothing was found." in history_page([], "none")


def test_a_series_out_of_many_figures_is_quick(tmp_path):
    count = 200_000
    names = [f"JP:{1000 + number}" for number in range(count // 1000)]
    fixed = {name: [value] * count for name, value in figure("", "", "", 0).items()}
    columns = fixed | {
        "company": [name for name in names for _ in range(1000)],
        "folder": [f"{name}-{at // 50}" for name in names for at in range(1000)],
        "deck": [f"{name}-{at // 50}" for name in names for at in range(1000)],
        "item_id": [f"item.{at % 25}" for at in range(count)],
        "period": [f"{at % 4 + 1}Q{at % 20:02d}" for at in range(count)],
        "value": [float(at) for at in range(count)],
    }
    table = pa.table({field.name: pa.array(columns[field.name], field.type) for field in SCHEMA}, SCHEMA)
    parts(tmp_path, table)
    batch_names = [(name, "", f"{name}-0", "", "") for name in names]
    with (tmp_path / "companies.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([("company", "name", "folder", "source", "because"), *batch_names])
    start = time.process_time()
    rows = list(history(tmp_path, Wanted(company="JP:1100", item="item.7")))
    assert time.process_time() - start < 1.0
    assert len([row for row in rows if row["status"] != "gap"]) == 40
