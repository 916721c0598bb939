"""Figures headed by a year alone are not sure to be those of the whole year where something tells of less."""

import pytest

from extractor import extract
from extractor.model.figure import Grade

COVER = "Aoba plc\nResults presentation\n8 November 2030\n\f"
HEADS = "{title}\n（単位：百万円）\n{above}2030年3月期 2031年3月期 増減額 増減率\n"
TABLE = HEADS + "売上高 45,210 48,376 3,166 7.0%\n営業利益 2,451 2,790 339 13.8%\n"


def of(title: str, above: str = "", cover: str = "") -> tuple[set[Grade], set[str]]:
    """Grades of the periods of a table's figures, and the codes of what is found."""
    deck = extract(cover + TABLE.format(title=title, above=above), format="dump", name="years")
    assert len(deck.figures) == 8
    return {figure.period_link.grade for figure in deck.figures}, {finding.code for finding in deck.findings}


@pytest.mark.parametrize(
    ("title", "above", "cover"),
    [("第2四半期 連結業績", "", ""), ("連結業績の概要（第2四半期累計）", "", ""), ("連結業績の概要", "", COVER)],
)
def test_a_year_may_be_less(title: str, above: str, cover: str) -> None:
    grades, codes = of(title, above, cover)
    assert Grade.SURE not in grades
    assert "year-open" in codes


def test_a_year_alone_is_one() -> None:
    grades, codes = of("連結業績の概要")
    assert grades == {Grade.SURE}
    assert "year-open" not in codes


def test_a_year_that_is_over_is_one() -> None:
    grades, _ = of("連結業績の概要", cover=COVER.replace("November 2030", "May 2031"))
    assert grades == {Grade.SURE}
