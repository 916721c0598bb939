"""Expectations on emitted tables: every rule takes its examples, edited tables are noticed, rounding is allowed."""

import csv
import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from extractor.cli import app
from extractor.errors import CallError, RulebookError, UnreadableError
from extractor.rulebook import load_rulebook
from extractor.rulebook.rules import ExpectationRule
from extractor.validate import deck_folders, validate_deck
from extractor.validate.frames import frames, growth, number, read_tables, recomputed, step, sums
from extractor.validate.rounding import Regime, growth_fits, missing, sum_fits

# Great Expectations warns of things in its own dependencies when it is imported.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")
RULES = load_rulebook().expectations
FIGURES = RULES[0].args["column_list"]
BASE = dict.fromkeys(FIGURES, "") | {
    "deck": "d", "page": "3", "exhibit": "Sales", "kind": "table", "measure": "amount", "scenario": "actual",
    "unit": "JPY", "scale": "million", "grade": "sure", "confidence": "0.97",
}  # fmt: skip
ROWS = (
    {"figure": "a1", "item": "Goods", "period": "1Q07", "value": "391"},
    {"figure": "b1", "item": "Services", "period": "1Q07", "value": "15903"},
    {"figure": "t1", "item": "Total", "period": "1Q07", "value": "16294"},
    {"figure": "t0", "item": "Total", "period": "1Q06", "value": "14000"},
    {
        "figure": "g1", "item": "Total", "period": "1Q07", "versus": "1Q06", "value": "16.4",
        "measure": "change_pct", "unit": "%", "scale": "1",
    },
)  # fmt: skip
CHECK = {
    "identity": "parts-total", "exhibit": "Sales", "period": "1Q07", "operands": "a1*1;b1*1", "total": "t1",
    "gap": "0", "allowed": "-1..1", "holds": "true", "tried": "1", "survived": "1", "bits": "9",
}  # fmt: skip


def write(path, columns, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def folder(tmp_path):
    return tables_in(tmp_path / "deck")


def tables_in(place, **edits):
    place.mkdir(parents=True, exist_ok=True)
    write(place / "figures.csv", FIGURES, [{**BASE, **row, **edits.get(row["figure"], {})} for row in ROWS])
    write(place / "checks.csv", CHECK, [CHECK])
    write(place / "findings.csv", ["code", "severity", "message", "where", "figures"], [])
    write(place / "leftovers.csv", ["page", "source", "raw", "reason"], [])
    return place


def run(rule: ExpectationRule, rows: str):
    import pandas as pd

    from extractor.validate.suites import run_suites

    return run_suites({rule.table: pd.DataFrame(json.loads(rows))}, [rule])[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rules_take_their_examples(rule):
    for example in rule.examples:
        assert run(rule, example).success, example
    for counter in rule.counters:
        assert not run(rule, counter).success, counter


def test_an_emitted_deck_meets_everything(folder):
    validation = validate_deck(folder)
    assert validation.failed() == ()
    assert validation.success
    written = json.loads((folder / "validation.json").read_text("utf-8"))
    assert written["success"] is True
    assert len(written["outcomes"]) == len([rule for rule in RULES if rule.table not in {"findings", "leftovers"}])


def test_an_edited_value_is_noticed(tmp_path):
    folder = tables_in(tmp_path / "d", b1={"value": "15803"})
    validation = validate_deck(folder)
    broken = {outcome.rule: outcome.rows for outcome in validation.failed()}
    assert broken == {
        "expect.checks.recomputed": ("parts-total Sales 1Q07",),
        "expect.checks.hold": ("parts-total Sales 1Q07",),
        "expect.sums.foot": ("Sales 1Q07",),
    }
    assert not validation.success
    assert [outcome.rule for outcome in validation.failed("error")] == ["expect.checks.recomputed"]


def test_an_edited_growth_is_noticed(tmp_path):
    folder = tables_in(tmp_path / "d", g1={"value": "61.4"})
    assert [(each.rule, each.rows) for each in validate_deck(folder).failed()] == [("expect.growth.matches", ("g1",))]


def test_the_command_says_what_is_not_met(tmp_path):
    tables_in(tmp_path / "one")
    tables_in(tmp_path / "two", a1={"grade": "certain"})
    result = CliRunner().invoke(app, ["validate", str(tmp_path)])
    assert result.exit_code == 1
    assert "one: 18 expectations, 0 not met" in result.stderr
    assert "error expect.figures.grade: 1 rows a1" in result.stderr
    assert result.stdout.split() == [str(tmp_path / name / "validation.json") for name in ("one", "two")]


def test_pages_are_made_when_asked_for(folder):
    validate_deck(folder, docs=True)
    assert (folder / "data-docs" / "index.html").is_file()
    assert list((folder / "data-docs" / "validations").rglob("*.html"))


def test_folders_are_found(tmp_path, folder):
    assert deck_folders(folder) == (folder,)
    assert deck_folders(folder.parent) == (folder,)
    with pytest.raises(CallError, match=r"no figures\.csv"):
        deck_folders(tmp_path / "nothing")


def test_a_missing_table_is_said(folder):
    (folder / "checks.csv").unlink()
    with pytest.raises(UnreadableError, match=r"checks\.csv"):
        read_tables(folder)
    shutil.copy(__file__, folder / "checks.csv")
    with pytest.raises(UnreadableError, match=r"unequal length|no table"):
        read_tables(folder)


def test_a_rule_that_is_no_expectation_is_named():
    from extractor.validate.suites import expectation

    wrong = ExpectationRule(
        id="expect.wrong",
        why="-",
        examples=("[]",),
        counters=("[]",),
        table="figures",
        expectation="expect_luck",
        args={},
    )
    with pytest.raises(RulebookError, match=r"expect\.wrong: field 'expectation'"):
        expectation(wrong)
    missing_args = ExpectationRule(
        id="expect.bare", why="-", examples=("[]",), counters=("[]",), table="figures",
        expectation="expect_column_values_to_be_unique", args={"colum": "x"},
    )  # fmt: skip
    with pytest.raises(RulebookError, match=r"expect\.bare: field 'args'"):
        expectation(missing_args)


@pytest.mark.parametrize(
    ("parts", "total", "unit", "regime", "fits"),
    [
        ((10, 20), 30, 1, Regime.EXACT, True),
        ((10, 20), 31, 1, Regime.EXACT, False),
        ((10, 20), 31, 1, Regime.ROUND, True),
        ((10, 20), 32, 1, Regime.ROUND, False),
        ((10, 20), 31, 1, Regime.TRUNCATE, True),
        ((10, 20), 29, 1, Regime.TRUNCATE, False),
        ((1.5, 2.5), 4.1, 0.1, Regime.ROUND, True),
        ((1.5, 2.5), 4.3, 0.1, Regime.ROUND, False),
        ((10, float("nan")), 10, 1, Regime.EXACT, True),
        ((None, None), 10, 1, Regime.EXACT, True),
        ((10, 20), None, 1, Regime.EXACT, True),
    ],
)
def test_sums_within_rounding(parts, total, unit, regime, fits):
    assert sum_fits(parts, total, unit, regime) is fits


@pytest.mark.parametrize(
    ("value", "base", "growth", "fits"),
    [
        (110, 100, 10.0, True),
        (110, 100, 11.9, False),
        (90, 100, -10.0, True),
        (90, 100, 10.0, False),
        (3, 0, 99.0, True),
        (3, -5, 99.0, True),
        (None, 100, 10.0, True),
    ],
)
def test_growth_within_rounding(value, base, growth, fits):
    assert growth_fits(value, base, growth, (1, 0.1), Regime.UNKNOWN) is fits


def test_frames_say_what_is_compared(folder):
    tables = read_tables(folder)
    assert recomputed(tables)[["holds", "holds_now"]].to_numpy().tolist() == [[True, True]]
    assert sums(tables)[["part_1", "part_2", "total"]].to_numpy().tolist() == [[391, 15903, 16294]]
    assert growth(tables)[["value", "base", "growth_unit"]].to_numpy().tolist() == [[16294, 14000, 0.1]]
    assert frames(tables)["figures"]["period_start"].isna().all()
    assert (number("'-5"), number("n/a"), step("16.0"), step("391")) == (-5, None, 0.1, 1)
    assert missing(float("nan"))
    assert not missing(0)


def test_nothing_heavy_is_loaded_before_a_folder_is_validated():
    import subprocess
    import sys

    code = "import sys, extractor.cli, extractor.validate; print(*sys.modules)"
    root = Path(__file__).parents[2]
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert not {"great_expectations", "pandas", "scipy"} & set(run.stdout.split())
