"""Exhibits as items × periods, and the names made for them."""

from extractor.emit.grid import grids, row_labels
from extractor.emit.naming import folder_name, sheet_name, slug, table_name


def cells(grid):
    return [[",".join(str(figure.reading.value) for figure in cell) for cell in row.cells] for row in grid.rows]


def test_rows_by_item_and_unit_columns_oldest_first(deck):
    (grid,) = grids(deck)
    assert grid.columns == ("1Q07", "2Q07", "2Q07 vs 2Q06")
    assert [(row.breadcrumb, row.item, row.unit_text) for row in grid.rows] == [
        ("", "Total", "JPY million"),
        ("", "Total", "%"),
        ("Goods > Home", "Boxes & Wires", "JPY million"),
    ]
    assert cells(grid) == [["", "9880", ""], ["", "", "1.50"], ["301", "-20", ""]]


def test_row_labels_say_only_what_is_needed(deck):
    (grid,) = grids(deck)
    assert row_labels(grid) == ("Total (amount, JPY million)", "Total (change_pct, %)", "Boxes & Wires")


def test_a_cell_printed_twice_keeps_both_figures(titled):
    (grid,) = grids(titled("Sales", "Sales"))
    assert cells(grid) == [["1"], ["2"]]
    assert row_labels(grid) == ("Total (amount, JPY million)", "Total (amount, JPY million) (2)")


def test_one_title_on_two_pages_is_two_exhibits(titled):
    assert [(grid.number, grid.slide) for grid in grids(titled("Sales", "Sales", slides=(1, 2)))] == [
        (1, 1),
        (2, 2),
    ]


def test_table_names_never_leave_their_folder():
    assert table_name(1, "../../etc/passwd") == "01-etc-passwd.csv"
    assert table_name(2, "con") == "02-con.csv"
    assert table_name(3, "") == "03-exhibit.csv"
    assert table_name(104, "売上高　１Ｑ") == "104-売上高-1q.csv"
    assert len(table_name(5, "字" * 300).encode()) <= 90


def test_slugs_hold_no_control_or_direction_marks():
    assert slug("a\u202eb\x00c/d\\e") == "a-b-c-d-e"


def test_folder_names_are_plain():
    assert folder_name("IIJ 2Q07 (en)") == "IIJ 2Q07 (en)"
    assert folder_name("..") == folder_name("") == "deck"
    assert folder_name("NUL.txt") == "deck-NUL.txt"
    assert folder_name("a/b\\c:d") == "a-b-c-d"
    assert len(folder_name("字" * 400).encode()) <= 200


def test_sheet_names_fit_excel():
    assert sheet_name(1, "[Sales]: a/b*c?") == "01 Sales a b c"
    assert sheet_name(2, "") == "02"
    assert len(sheet_name(3, "𠮷" * 100).encode("utf-16-le")) <= 62
    assert sheet_name(4, "'quoted'") == "04 quoted"
