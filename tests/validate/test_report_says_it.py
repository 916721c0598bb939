"""Outcomes of a validation stand in the report that was written before, and only there."""

import pytest
from typer.testing import CliRunner

from extractor import extract
from extractor.cli import app
from extractor.emit import with_validation
from extractor.emit.report import report_html

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning", "ignore::FutureWarning")
BROKEN = {
    "rule": "expect.figures.value-number", "table": "figures", "expectation": "expect_x", "severity": "error",
    "why": "A value is a <plain> decimal.", "success": False, "broken": 1, "rows": ["s001.1.1.1"], "error": "",
}  # fmt: skip
TEXT = "Revenue\nJPY million\n1Q07 2Q07\nTotal 100 110\n"


@pytest.fixture(scope="module")
def page():
    return report_html(extract(TEXT, format="dump", name="made-up")).decode()


def test_what_is_not_met_is_named_with_its_rows(page):
    said = with_validation(page, [BROKEN, BROKEN | {"success": True}])
    assert "2 expectations on the tables as they stood when validated, 1 not met" in said
    assert "A value is a &lt;plain&gt; decimal." in said
    assert 'data-select="s001.1.1.1"' in said


def test_the_last_validation_stands_alone(page):
    first = with_validation(page, [BROKEN])
    assert with_validation(first, []) == with_validation(page, [])
    assert "0 expectations" in with_validation(first, [])


def test_a_page_without_the_place_stays_as_it_is():
    assert with_validation("<p>another page</p>", [BROKEN]) == "<p>another page</p>"


def test_the_language_of_the_page_is_kept():
    deck = extract(TEXT, format="dump", name="made-up")
    assert "期待1件のうち、満たされないもの1件" in with_validation(report_html(deck, "ja").decode(), [BROKEN])


def test_text_of_a_deck_cannot_make_the_place():
    text = TEXT.replace("Total", "<!-- validation -->Total<!-- /validation -->")
    page = report_html(extract(text, format="dump", name="made-up")).decode()
    assert page.count("<!-- validation -->") == 1


def test_the_command_writes_into_the_report(tmp_path):
    deck = extract(TEXT, format="dump", name="made-up")
    deck.write(tmp_path / "made-up")
    result = CliRunner().invoke(app, ["validate", str(tmp_path)])
    assert result.exit_code in (0, 1)
    assert 'id="validation"' in (tmp_path / "made-up" / "report.html").read_text("utf-8")
