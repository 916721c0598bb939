"""Names of Japanese and bilingual legends: lines are joined and cut where the language allows it."""

import pytest

from extractor.model.exhibit import Name
from extractor.pipeline import run
from extractor.read import read_source
from extractor.rulebook import load_rulebook

RULEBOOK = load_rulebook()
AXIS = "2019年度1Q 2019年度2Q 2019年度3Q"


def _names(*legend: str) -> dict[str, int]:
    rows = [" ".join(f"{10 * row + column + 1}.5" for column in range(3)) for row in range(1, len(legend) + 1)]
    text = "\n".join(("部門別の推移 ", *rows, f"{AXIS} ", *(f"{name} " for name in legend), ""))
    deck = run(read_source(text, format="dump", rulebook=RULEBOOK), RULEBOOK, until="layout")
    found: tuple[Name, ...] = deck.layout.exhibits[0].names
    return {name.text: name.cost for name in found}


def test_items_one_under_the_other_stay_apart() -> None:
    names = _names("販売費", "一般管理費", "研究開発費")
    assert [names[name] for name in ("販売費", "一般管理費", "研究開発費")] == [0, 0, 0]
    assert names.get("販売費 一般管理費", 1) == 1


@pytest.mark.parametrize("name", ["売上高 Total Revenues", "売上総利益率 Gross Margin Ratio"])
def test_a_name_in_two_languages_is_not_cut(name: str) -> None:
    assert _names(name, "植物工場 Plant Factories")[name] == 0


def test_two_items_of_two_languages_are_cut() -> None:
    assert "売上高 Operating Income" not in _names("売上高 Operating Income", "植物工場 Plant Factories")


def test_glued_names_in_two_languages_are_cut() -> None:
    names = _names("植物工場 Plant Factories温室資材 Greenhouse Parts", "売上高 Total Revenues")
    assert {"植物工場 Plant Factories", "温室資材 Greenhouse Parts"} <= names.keys()


def test_a_name_of_mixed_letters_is_not_cut() -> None:
    assert "植物工場Webサービス" in _names("植物工場Webサービス", "売上高")
