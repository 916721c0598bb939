"""Notes on rounding: what they say of amounts, and what sums say of them."""

import pytest

from extractor.model.deck import RepairedLine
from extractor.model.interval import Regime
from extractor.reconcile.rounding.rounding import Rounding, rounding_findings, stated_rounding
from extractor.rulebook import load_rulebook

RULEBOOK = load_rulebook()


def _said(*texts: str) -> tuple[Regime, int]:
    lines = tuple(RepairedLine(number=number, slide=1, text=text) for number, text in enumerate(texts, start=1))
    return stated_rounding(lines, RULEBOOK)


@pytest.mark.parametrize(
    ("text", "regime"),
    [
        ("（百万円未満切捨て）", Regime.TRUNCATE),
        ("※百万円未満を切り捨てて表示しています", Regime.TRUNCATE),
        ("Amounts less than one million yen are omitted.", Regime.TRUNCATE),
        ("Figures are rounded down to the nearest million yen.", Regime.TRUNCATE),
        ("億円未満四捨五入", Regime.ROUND),
        ("Amounts are rounded to the nearest million yen.", Regime.ROUND),
        ("金額は切捨て、比率は四捨五入", Regime.TRUNCATE),
        ("Amounts are rounded down, ratios are rounded off", Regime.TRUNCATE),
        ("比率は四捨五入して表示", Regime.UNKNOWN),
        ("Figures may not add up due to rounding.", Regime.UNKNOWN),
        ("詳細は省略、一部の図表は切り捨て", Regime.UNKNOWN),
        ("Names of subsidiaries are omitted", Regime.UNKNOWN),
    ],
)
def test_a_note_says_how_amounts_are_cut(text: str, regime: Regime) -> None:
    assert _said(text)[0] is regime


def test_the_first_line_is_named_and_notes_that_differ_say_nothing() -> None:
    assert _said("売上高", "百万円未満切捨て", "百万円未満切捨て") == (Regime.TRUNCATE, 2)
    assert _said("百万円未満切捨て", "百万円未満四捨五入") == (Regime.UNKNOWN, 0)


def test_a_note_that_the_sums_refute_is_a_finding() -> None:
    refuted = Rounding(stated=Regime.TRUNCATE, line=4, misfits=6, sums=20, contradicted=True)
    (found,) = rounding_findings(refuted, RULEBOOK)
    assert (found.code, found.where, "6 of 20" in found.message) == ("rounding-contradicted", "L4", True)
    assert list(rounding_findings(Rounding(stated=Regime.TRUNCATE, line=4, sums=20), RULEBOOK)) == []
