"""Files opened again: parquet, workbook, JSON, HTML, frames."""

import dataclasses
import io
import json
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pyarrow.parquet as pq
import pytest
from openpyxl.utils.escape import unescape

from extractor.emit import FIGURE_COLUMNS, deck_json, exhibit_frames, figure_rows, figures_frame, read_deck_json
from extractor.emit.archive import _spell, _unspell
from extractor.emit.columnar import figures_parquet
from extractor.emit.footing import Spot, formula, tick_of
from extractor.emit.phrases import evidence
from extractor.emit.prepared import prepared
from extractor.emit.workbook import workbook_xlsx
from extractor.errors import UnreadableError


def opened(deck):
    return openpyxl.load_workbook(io.BytesIO(workbook_xlsx(prepared(deck))))


def test_parquet_types_and_values(deck, empty):
    table = pq.read_table(io.BytesIO(figures_parquet(figure_rows(deck))))
    assert tuple(table.column_names) == FIGURE_COLUMNS
    kinds = {str(field.type) for field in table.schema if field.name not in {"page", "value", "confidence"}}
    assert kinds == {"string"}
    assert table.column("value").to_pylist() == [9880.0, 1.5, 301.0, -20.0]
    assert table.column("period").to_pylist() == ["2Q07", "2Q07", "1Q07", "2Q07"]
    assert pq.read_table(io.BytesIO(figures_parquet(figure_rows(empty)))).schema.equals(table.schema)


def test_a_number_beyond_double_is_null_in_parquet(deck):
    giant = dataclasses.replace(deck.figures[0].reading, value=Decimal("9" * 400))
    figures = (dataclasses.replace(deck.figures[0], reading=giant),)
    huge = dataclasses.replace(deck, score=dataclasses.replace(deck.score, figures=figures))
    assert pq.read_table(io.BytesIO(figures_parquet(figure_rows(huge)))).column("value").to_pylist() == [None]
    assert opened(huge)["Figures"].cell(2, FIGURE_COLUMNS.index("value") + 1).value == "9" * 400


def test_workbook_sheets_and_types(deck):
    book = opened(deck)
    assert book.sheetnames == [
        "Contents",
        "Figures",
        "01 Sales by division",
        "Checks",
        "Findings",
        "Leftovers",
        "Legend",
    ]
    figures = book["Figures"]
    assert tuple(cell.value for cell in figures[1]) == FIGURE_COLUMNS
    row = dict(zip(FIGURE_COLUMNS, figures[3], strict=True))
    assert (row["value"].value, row["value"].number_format) == (1.5, "#,##0.00")
    assert (row["period"].value, row["period"].data_type) == ("2Q07", "s")
    assert (row["page"].value, row["confidence"].value) == (1, 0.97)


def test_workbook_exhibit_has_ticks_colours_and_provenance(deck):
    sheet = opened(deck)["01 Sales by division"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("Sales by division", "page 1 · JPY million, %")
    assert sheet["A2"].hyperlink.location == "Contents!A1"
    assert sheet.freeze_panes == "E4"
    assert [cell.value for cell in sheet[3]] == [
        "breadcrumb", "item", "measure", "unit", "1Q07", "2Q07", "2Q07 vs 2Q06",
    ]  # fmt: skip
    total, doubtful = sheet["F4"], sheet["E6"]
    assert (total.value, total.number_format) == (9880, '#,##0" ✗"')
    assert total.fill.start_color.rgb != doubtful.fill.start_color.rgb
    assert "from 9,8809,880" in total.comment.text
    assert "✗ parts.total: 301 + -20 = 9,880" not in total.comment.text
    assert "✗ parts.total: 301 − -20 = 9,880" in total.comment.text
    assert "or period: 2Q07; if swapped" in doubtful.comment.text


def test_workbook_checks_carry_marks_and_arithmetic(deck):
    sheet = opened(deck)["Checks"]
    row = dict(zip((cell.value for cell in sheet[1]), (cell.value for cell in sheet[2]), strict=True))
    assert (row["mark"], row["equation"], row["gap"], row["holds"]) == (
        "✗",
        "301 − -20 = 9,880",
        9559,
        "false",
    )


def test_workbook_sums_can_be_followed(deck):
    sheet = opened(deck)["Checks"]
    row = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    exhibit = "'01 Sales by division'!"
    assert row["tick"].value == "Rx"
    assert row["now"].value == f"={exhibit}F4-{exhibit}E6+{exhibit}F6"
    read = openpyxl.load_workbook(io.BytesIO(workbook_xlsx(prepared(deck))), data_only=True)["Checks"]
    assert read.cell(2, row["now"].column).value == 9559  # what is shown before anything is computed


def test_workbook_formulas_name_cells_of_one_unit_only(deck):
    known, check = evidence(deck), deck.checks[0]
    spots = {name: Spot(sheet="It's", row=0, column=26) for name in known.figures}
    assert formula(check, spots, known) == "='It''s'!AA1-'It''s'!AA1+'It''s'!AA1"
    assert formula(check, {}, known) == ""
    assert formula(dataclasses.replace(check, total="f2"), spots, known) == ""
    assert formula(dataclasses.replace(check, total="line 4"), spots, known) == ""
    kinds = ("parts-total", "period_sum", "equal", "growth")
    assert [tick_of(dataclasses.replace(check, identity=kind)) for kind in kinds] == ["Ft", "Cft", "Ag", "Rx"]


def test_workbook_begins_with_its_contents(deck):
    sheet = opened(deck)["Contents"]
    assert (sheet["A1"].value, sheet["B2"].value[:18]) == ("acme-2q07", "5 numeric tokens: ")
    assert [cell.value for cell in sheet[4]] == [1, "Sales by division", 2, 1, 1, 0]
    assert sheet["B4"].hyperlink.location == "'01 Sales by division'!A1"


def test_workbook_findings_lead_to_their_figures(deck):
    sheet = opened(deck)["Findings"]
    rows = [[cell for cell in row if cell.hyperlink] for row in sheet.iter_rows(min_row=2)]
    assert [[cell.value for cell in row] for row in rows] == [[], ["f1"]]
    assert rows[1][0].hyperlink.location == "'01 Sales by division'!F4"


def test_workbook_text_is_kept_to_the_letter(titled):
    sheet = opened(titled("_x0041_ & <b>", item="  two\nlines "))["Figures"]
    assert (unescape(sheet["D2"].value), sheet["F2"].value) == ("_x0041_ & <b>", "  two\nlines ")


def test_workbook_text_is_never_a_formula(titled):
    book = opened(titled("=1+1", "[bad]:*?/\\", "", "x" * 300, item="=cmd()", slides=(1, 2, 3, 4)))
    for sheet in book:
        for row in sheet.iter_rows():
            assert not [cell.value for cell in row if cell.data_type == "f" or str(cell.value).startswith("=")]
    assert [name[:2] for name in book.sheetnames[2:6]] == ["01", "02", "03", "04"]
    assert max(map(len, book.sheetnames)) <= 31


def test_workbook_of_an_empty_deck(empty):
    assert opened(empty).sheetnames == ["Contents", "Figures", "Checks", "Findings", "Leftovers", "Legend"]


def test_workbook_survives_control_characters(titled):
    book = opened(titled("a\x00b", item="x\x01\ud800y", name="n\x1b"))
    assert book["Figures"]["F2"].value == "x␁\\ud800y"


def test_json_comes_back_as_the_same_deck(deck, empty):
    assert read_deck_json(deck_json(deck)) == deck
    assert read_deck_json(deck_json(empty)) == empty


def test_json_holds_the_tables_for_readers(deck):
    whole = json.loads(deck_json(deck))
    assert [row["item"] for row in whole["figures"]] == ["Total", "Total", "Boxes & Wires", "Boxes & Wires"]
    assert (whole["checks"][0]["holds"], whole["findings"][0]["code"]) == ("false", "axis.lost")
    assert whole["deck"]["repair"]["repeated"] == [1, 2, 4, 33]


def test_json_holds_lone_surrogates(titled):
    odd = titled("Sales", name="deck\udcff")
    assert read_deck_json(deck_json(odd)) == odd


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"schema":1,"deck":{}}', b'{"schema":9,"deck":{}}', b"\xff\xfe"])
def test_other_json_is_refused(data):
    with pytest.raises(UnreadableError):
        read_deck_json(data)


def test_fractions_are_spelled_out():
    assert _unspell(Fraction, _spell(Fraction(-1, 3))) == Fraction(-1, 3)
    with pytest.raises(TypeError):
        _spell(object())


def test_frames_are_typed_and_periods_are_text(deck, empty):
    frame = figures_frame(deck)
    assert tuple(frame.columns) == FIGURE_COLUMNS
    assert (str(frame["page"].dtype), str(frame["value"].dtype)) == ("int64", "float64")
    assert list(frame["period"]) == ["2Q07", "2Q07", "1Q07", "2Q07"]
    assert list(frame["flags"]) == ["total.gap", "", "total.gap", ""]
    assert list(figures_frame(empty).dtypes) == list(frame.dtypes)


def test_exhibit_frames_are_items_by_periods(deck, titled, empty):
    frame = exhibit_frames(deck)["Sales by division"]
    assert frame.loc["Boxes & Wires", "1Q07"] == 301.0
    assert frame.loc["Boxes & Wires"].isna().tolist() == [False, False, True]
    assert frame.attrs["units"]["Boxes & Wires"] == "JPY million"
    assert list(exhibit_frames(titled("A", "A", slides=(1, 2)))) == ["A", "A (2)"]
    assert exhibit_frames(empty) == {}
