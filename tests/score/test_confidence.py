"""Confidence is measured: the share of right figures that hang on the same kind of evidence."""

from decimal import Decimal

import pytest

from extractor import load_rulebook
from extractor.rulebook.rules import GradeRule
from extractor.score.confidence import confidence, deciding, wilson


def rule(code: str, grade: str) -> GradeRule:
    return GradeRule(id=code, link="item", grade=grade, because="b", why="w", example="e", counter="c")  # type: ignore[arg-type]


RULES = {
    code: rule(code, grade)
    for code, grade in (("proof", "sure"), ("sum", "sure"), ("order", "inferred"), ("rivals", "ambiguous"))
}


@pytest.mark.parametrize(
    ("links", "decides"),
    [
        ((("proof",), ("sum",), ("sum",)), ("sure", "proof")),
        ((("proof",), ("order",), ("sum",)), ("inferred", "order")),
        ((("order", "proof"), ("sum",), ("sum",)), ("sure", "proof")),
        ((("proof", "rivals"), ("order",), ("sum",)), ("ambiguous", "rivals")),
        ((("proof",), ("order",), ()), ("", "")),
    ],
)
def test_a_figure_hangs_on_the_best_code_of_its_weakest_link(
    links: tuple[tuple[str, ...], ...], decides: tuple[str, str]
) -> None:
    assert deciding(links, RULES) == decides


@pytest.mark.parametrize(
    ("right", "figures", "lower"), [(20, 20, "0.838"), (0, 20, "0"), (90, 100, "0.825"), (1000, 1000, "0.996")]
)
def test_lower_bounds(right: int, figures: int, lower: str) -> None:
    assert wilson(right, figures) == Decimal(lower)


def test_rare_evidence_is_judged_by_its_grade() -> None:
    rulebook = load_rulebook()
    by_grade = confidence("sure", "a code that nobody measured", rulebook)
    assert by_grade > Decimal("0.9")
    assert confidence("", "", rulebook) == 0
