"""Case files of tables: a title, a slide, and the figures that it shows, as `item: value period, ...`."""

from pathlib import Path

from extractor.api import extract
from extractor.model.figure import Figure, FigureKind

FOLDER = Path(__file__).parent / "cases"
ATTACHED = frozenset({"target", "initial", "revised"})


def read_cases(name: str) -> list[tuple[str, str, str]]:
    """Title, slide and expected figures of every case of a file."""
    text = (FOLDER / name).read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.strip("\n") for part in text.split("\n.\n")]
    return list(zip(parts[0::3], parts[1::3], parts[2::3], strict=False))


def dots(name: str) -> int:
    """How many lines of a case file close a part."""
    return (FOLDER / name).read_text(encoding="utf-8").splitlines().count(".")


def figures(text: str, form: str) -> list[Figure]:
    """The figures of charts and tables."""
    deck = extract(text, format=form)
    return [figure for figure in deck.figures if figure.reading.kind is not FigureKind.CALLOUT]


def shown(figure: Figure) -> str:
    """A figure as the cases write it: item, value, period, and base or scenario."""
    reading = figure.reading
    percent = "%" if reading.unit == "%" else ""
    base = f"/{reading.versus}" if reading.versus else ""
    scenario = f" {reading.scenario}" if reading.scenario in ATTACHED and not base else ""
    return f"{reading.item}: {reading.value:,}{percent} {reading.period.label}{base}{scenario}"


def expected_lines(expected: str) -> set[str]:
    """The figures of a case, a line each."""
    rows = (line.split(": ", 1) for line in expected.split("\n"))
    return {f"{item}: {cell}" for item, cells in rows for cell in cells.split(", ")}
