"""One deck as dumps of its text: these may lose figures or doubt them, but contradict none of the deck when sure."""

import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest

from extractor import extract
from extractor.model.deck import Deck
from extractor.model.figure import Grade
from fixtures.charted.charts import deck_of_charts
from fixtures.simulate.pages import Drawing, Look, Told, results_table, share_pie, stacked_chart

Dump = Callable[[Drawing, Path], str]
SEEDS = range(3)
MOST = 0.9
CHARTED = sorted((Path(__file__).parents[2] / "fixtures" / "charted" / "decks").glob("*-2.pdf"))


def _printed(deck: Deck, *, sure: bool) -> set[Told]:
    readings = (f.reading for f in deck.figures if f.grade is Grade.SURE or not sure)
    return {Told(item=r.item, period=r.period.label, value=f"{r.value}") for r in readings}


def _told_in_order(drawing: Drawing, folder: Path) -> str:
    return "\f".join(page.get_text() for page in drawing.document)


def _told_by_height(drawing: Drawing, folder: Path) -> str:
    return "\f".join(page.get_text(sort=True) for page in drawing.document)


def _told_by_tool(*options: str) -> Dump:
    def dump(drawing: Drawing, folder: Path) -> str:
        (folder / "deck.pdf").write_bytes(drawing.data())
        command = ["pdftotext", *options, str(folder / "deck.pdf"), "-"]
        return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()

    return dump


def _told_by_miner(drawing: Drawing, folder: Path) -> str:
    from io import BytesIO

    miner = import_module("pdfminer.high_level")
    return str(miner.extract_text(BytesIO(drawing.data())))


FORMS: dict[str, Dump] = {"in order": _told_in_order, "by height": _told_by_height}
if find_spec("pdfminer"):
    FORMS |= {"miner": _told_by_miner}
if shutil.which("pdftotext"):
    FORMS |= {"tool": _told_by_tool(), "tool, raw": _told_by_tool("-raw"), "tool, layout": _told_by_tool("-layout")}
READ_WHOLE = FORMS.keys() & {"tool, layout", "tool, raw"}


def _deck(seed: int) -> tuple[Drawing, set[Told]]:
    drawing, chance = Drawing(), Random(seed)
    told = [*results_table(drawing, chance, Look())]
    drawing.turn()
    told += stacked_chart(drawing, chance)
    drawing.turn()
    told += share_pie(drawing)
    return drawing, set(told)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("form", FORMS)
def test_no_form_contradicts_the_deck_when_sure(form: str, seed: int, tmp_path: Path) -> None:
    drawing, told = _deck(seed)
    deck = extract(FORMS[form](drawing, tmp_path), format="dump", name="made-up")
    assert _printed(deck, sure=True) <= told


@pytest.mark.parametrize("path", CHARTED, ids=[path.stem for path in CHARTED])
def test_charts_of_other_programs_contradict_nothing_when_sure(path: Path) -> None:
    import pymupdf

    charts = deck_of_charts(int(path.stem.rpartition("-")[2]))
    told = {Told(item=one.item, period=one.period, value=one.value) for chart in charts for one in chart.told}
    with pymupdf.open(path) as document:
        for by_height in (False, True):
            text = "\f".join(page.get_text(sort=by_height) for page in document)
            assert _printed(extract(text, format="dump", name="made-up"), sure=True) <= told


@pytest.mark.parametrize("form", sorted({"by height", *READ_WHOLE}))
def test_tables_whose_rows_are_kept_are_read(form: str, tmp_path: Path) -> None:
    drawing = Drawing()
    told = set(results_table(drawing, Random(7), Look()))
    deck = extract(FORMS[form](drawing, tmp_path), format="dump", name="made-up")
    found = _printed(deck, sure=False)
    assert len(found & told) > MOST * len(told)
    assert found <= told
