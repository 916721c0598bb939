"""The workbook in another office program: it opens without a word, its formulas compute, its text is whole."""

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from extractor import extract

DECK = Path(__file__).parents[2] / "fixtures" / "decks" / "iij-2q07" / "input.txt"
JAPANESE = "連結業績\n（百万円）\n2023年3月期 2024年3月期\n売上高 1,200 1,350\n売上原価 700 800\n売上総利益 500 550\n"


@pytest.fixture(scope="session")
def office() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    assert found, "no LibreOffice here: apt-get install libreoffice-calc-nogui"
    return found


def opened(office: str, folder: Path) -> tuple[Workbook, Workbook]:
    """The workbook as written, and as the office program saves it again with everything computed."""
    made = folder / "again"
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx"]
    done = subprocess.run(
        [*command, "--outdir", str(made), str(folder / "workbook.xlsx")],
        check=False, capture_output=True, text=True, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0
    assert not [line for line in done.stderr.splitlines() if line.strip() and "javaldx" not in line]
    return load_workbook(folder / "workbook.xlsx"), load_workbook(made / "workbook.xlsx", data_only=True)


def test_every_sheet_opens_and_every_formula_computes(office: str, tmp_path: Path) -> None:
    extract(DECK, name="iij-2q07").write(tmp_path)
    written, computed = opened(office, tmp_path)
    assert computed.sheetnames == written.sheetnames
    formulas = 0
    for sheet in written:
        again = computed[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                value = again[cell.coordinate].value
                if cell.data_type == "f":
                    formulas += 1
                    assert value is not None, f"{sheet.title}!{cell.coordinate}"
                    assert not str(value).startswith("#"), f"{sheet.title}!{cell.coordinate} gives {value}"
                elif cell.data_type == "n" and cell.value is not None:
                    assert float(value) == pytest.approx(float(cell.value))
                elif cell.value is not None:
                    assert str(value) == str(cell.value)
    assert formulas > 50


def test_japanese_stays_japanese(office: str, tmp_path: Path) -> None:
    extract(JAPANESE, format="dump", name="決算").write(tmp_path)
    _, computed = opened(office, tmp_path)
    texts = {
        str(cell.value) for sheet in computed for row in sheet.iter_rows() for cell in row if cell.value is not None
    }
    assert {"売上高", "売上原価", "売上総利益"} <= texts
