"""Names of rows whose figures stand apart from them: what the checks of a table would notice."""

from tablefile import figures, read_cases

from extractor.model.figure import Grade

TEXTS = {title: text for title, text, _ in read_cases("tables.txt")}


def names(title: str) -> dict[str, set[Grade]]:
    found: dict[str, set[Grade]] = {}
    for figure in figures(TEXTS[title], "dump"):
        found.setdefault(figure.reading.item, set()).add(figure.item_link.grade)
    return found


def test_dashes_are_no_figures_to_exchange() -> None:
    found = names("columns in blocks, dashes for nothing in the one of targets")
    assert found["Total Costs"] == {Grade.SURE}
    assert found["SG&A/R&D"] == found["Operating Income"] == {Grade.INFERRED}
