"""All files of a deck on disk: names, bytes, nothing partial, nothing outside."""

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.emit import write, write_deck
from extractor.emit.rows import CHECK_COLUMNS, FIGURE_COLUMNS, FINDING_COLUMNS, LEFTOVER_COLUMNS
from extractor.errors import CallError

FILES = (
    "figures.csv",
    "figures.parquet",
    "checks.csv",
    "findings.csv",
    "leftovers.csv",
    "workbook.xlsx",
    "report.html",
    "deck.json",
)
MINE = Path(__file__).parent
REPEAT = """
import sys, hashlib
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import conftest
from extractor.emit.write import artifacts
for name, data in artifacts(conftest.small_deck()):
    print(name, hashlib.sha256(data).hexdigest())
"""


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def table(path):
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def test_every_promised_file_is_there(deck, tmp_path):
    paths = write_deck(deck, tmp_path / "new" / "folder")
    written = names(tmp_path / "new" / "folder")
    assert written == sorted((*FILES, "tables/01-sales-by-division.csv"))
    assert sorted(str(path.relative_to(tmp_path / "new" / "folder")) for path in paths) == written


def test_bytes_of_a_table(deck, tmp_path):
    write_deck(deck, tmp_path)
    assert (tmp_path / "tables/01-sales-by-division.csv").read_bytes() == (
        b"\xef\xbb\xbfitem,breadcrumb,measure,unit,scale,1Q07,2Q07,2Q07 vs 2Q06\r\n"
        b"Total,,amount,JPY,million,,9880,\r\n"
        b"Total,,change_pct,%,1,,,1.50\r\n"
        b"Boxes & Wires,Goods > Home,amount,JPY,million,301,-20,\r\n"
    )


def test_bytes_of_checks_findings_and_leftovers(deck, tmp_path):
    write_deck(deck, tmp_path)
    assert table(tmp_path / "checks.csv") == [
        list(CHECK_COLUMNS),
        [
            "parts.total",
            "Sales by division",
            "2Q07",
            "f3*1;f4*-1",
            "f1",
            "9559",
            "-1..1",
            "false",
            "12",
            "1",
            "3.5",
        ],
    ]
    assert table(tmp_path / "findings.csv") == [
        list(FINDING_COLUMNS),
        ["axis.lost", "note", "no years on the axis", "page 1", ""],
        ["total.gap", "error", "'=the parts miss the total by 9,559", "L3, page 1", "f1;f3"],
    ]
    assert (tmp_path / "leftovers.csv").read_bytes() == (
        b"\xef\xbb\xbfpage,source,raw,reason\r\n1,L4:1-1,7,page number\r\n"
    )


def test_a_deck_without_figures_gives_heads(empty, tmp_path):
    write_deck(empty, tmp_path)
    assert names(tmp_path) == sorted(FILES)
    assert table(tmp_path / "figures.csv") == [list(FIGURE_COLUMNS)]
    assert table(tmp_path / "checks.csv") == [list(CHECK_COLUMNS)]
    assert table(tmp_path / "leftovers.csv") == [list(LEFTOVER_COLUMNS)]


def test_formulas_of_a_deck_are_neutralised(titled, tmp_path):
    write_deck(titled("=HYPERLINK(1)", item="@SUM(A1)", name="+x"), tmp_path)
    row = dict(zip(*table(tmp_path / "figures.csv"), strict=True))
    assert (row["deck"], row["exhibit"], row["item"], row["raw"]) == (
        "'+x",
        "'=HYPERLINK(1)",
        "'@SUM(A1)",
        "'@SUM(A1)",
    )
    assert table(tmp_path / "tables/01-hyperlink-1.csv")[1][0] == "'@SUM(A1)"


def test_line_breaks_stay_in_their_cell(titled, tmp_path):
    write_deck(titled("a", item="one\rtwo\nthree"), tmp_path)
    rows = table(tmp_path / "figures.csv")
    assert (len(rows), rows[1][FIGURE_COLUMNS.index("item")]) == (2, "one\rtwo\nthree")


def test_hostile_titles_stay_in_the_folder(titled, tmp_path):
    folder = tmp_path / "out"
    titles = ("../../x", "con", "", "x" * 300, "Sales", "SALES", "a/b\\c\x00\u202ed", "\udcff")
    write_deck(titled(*titles, name="../../evil", slides=tuple(range(1, 9))), folder)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    tables = names(folder / "tables")
    assert [each[:3] for each in tables] == [f"{at:02d}-" for at in range(1, 9)]
    assert tables[:3] == ["01-x.csv", "02-con.csv", "03-exhibit.csv"]


def test_a_second_run_replaces_and_drops_old_tables(deck, titled, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "notes.txt").write_text("mine")
    write_deck(titled("A", "B"), tmp_path)
    write_deck(deck, tmp_path)
    assert names(tmp_path / "tables") == ["01-sales-by-division.csv", "notes.txt"]


def test_a_failure_leaves_what_was_there(deck, titled, tmp_path, monkeypatch):
    write_deck(deck, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write, "deck_json", fail)
    with pytest.raises(CallError, match="No space left on device"):
        write_deck(titled("Other"), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_folder_that_is_a_file_is_a_wrong_call(deck, tmp_path):
    (tmp_path / "taken").write_text("")
    with pytest.raises(CallError, match="cannot write into"):
        write_deck(deck, tmp_path / "taken")


def test_same_deck_same_bytes_under_any_hash_seed():
    def digests(seed):
        run = subprocess.run(
            [sys.executable, "-c", REPEAT, str(MINE)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(MINE.parents[1]), "TZ": f"UTC{seed}"},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    first = digests("1")
    assert len(first.splitlines()) == len(FILES) + 1
    assert digests("7") == first


def test_nothing_heavy_is_loaded_by_the_import():
    code = "import sys, extractor.emit, extractor.truth; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=MINE.parents[1], capture_output=True, text=True, check=True)
    assert not {"pandas", "numpy", "pyarrow", "xlsxwriter", "jinja2", "rapidfuzz"} & set(run.stdout.split())
