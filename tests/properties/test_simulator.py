"""The simulator itself: its truth holds together before any damage, and damages do what they record."""

import subprocess
import sys
from collections import Counter
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

import pytest

from extractor.model.interval import Interval, Regime, add, meets, printed, subtract
from fixtures.simulate import (
    DAMAGES,
    SimulatedDeck,
    Speech,
    TruthRow,
    make_clean_deck,
    make_deck,
    make_markdown_deck,
)
from fixtures.simulate.damage.glyphs import chunks, whole

ROOT = Path(__file__).resolve().parents[2]
SEEDS = range(20)
PAPER = {"misprint", "missing_label"}


def interval(row: TruthRow) -> Interval:
    value = Decimal(row.value)
    unit = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return printed(value, unit, Regime.UNKNOWN)


def charted(deck: SimulatedDeck, item: str) -> dict[str, TruthRow]:
    """Amounts of an item on charts, by period."""
    return {
        row.period: row
        for row in deck.truth
        if row.kind == "chart" and row.item == item and row.measure == "amount" and not row.breadcrumb
    }


def figures(deck: SimulatedDeck) -> Counter[tuple[str, ...]]:
    return Counter((row.exhibit, row.item, row.period, row.versus, row.measure, row.value) for row in deck.truth)


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_make_the_printed_total(seed: int) -> None:
    deck = make_clean_deck(seed)
    exhibits = {row.exhibit for row in deck.truth if row.kind == "chart" and row.item in ("Total Revenues", "売上高")}
    for exhibit, period in product(exhibits, {row.period for row in deck.truth}):
        rows = [
            r for r in deck.truth if (r.exhibit, r.period, r.kind, r.measure) == (exhibit, period, "chart", "amount")
        ]
        if not rows:
            continue
        *parts, total = (interval(row) for row in rows)
        low = parts[0]
        for part in parts[1:]:
            low = add(low, part)
        assert meets(low, total), (exhibit, period)


@pytest.mark.parametrize("seed", SEEDS)
def test_ebitda_is_operating_income_with_depreciation(seed: int) -> None:
    deck = make_clean_deck(seed)
    income = charted(deck, "Operating Income") or charted(deck, "営業利益")
    ebitda = charted(deck, "Adjusted EBITDA") or charted(deck, "EBITDA")
    depreciation = charted(deck, "Depreciation and Amortization") or charted(deck, "減価償却費")
    assert income.keys() == ebitda.keys() == depreciation.keys() != set()
    for period in income:
        difference = subtract(interval(ebitda[period]), interval(depreciation[period]))
        assert meets(difference, interval(income[period])), period


@pytest.mark.parametrize("seed", SEEDS)
def test_changes_fit_their_balances(seed: int) -> None:
    balance = [row for row in make_clean_deck(seed).truth if len(row.period) == len("2007-09-30")]
    assert len(balance) % 3 == 0
    for now, base, change in zip(balance[::3], balance[1::3], balance[2::3], strict=True):
        assert (change.measure, change.versus) == ("change", base.period)
        assert meets(subtract(interval(now), interval(base)), interval(change)), now.item


@pytest.mark.parametrize("seed", SEEDS)
def test_markdown_prints_the_figures_of_the_clean_deck_in_cells(seed: int) -> None:
    deck = make_markdown_deck(seed)
    lines = deck.text.split("\n")
    assert figures(deck) == figures(make_clean_deck(seed))
    for row in deck.truth:
        assert row.raw in lines[int(row.line) - 1]
    rows = [lines[int(row.line) - 1] for row in deck.truth if row.kind == "table" and row.measure == "change"]
    assert all("\t" in line or line.startswith("| ") for line in rows)


@pytest.mark.parametrize("seed", range(100))
def test_every_truth_row_stands_on_its_line(seed: int) -> None:
    deck = make_deck(seed)
    lines = deck.text.split("\n")
    assert [row for row in deck.truth if not row.raw or row.raw not in lines[int(row.line) - 1]] == []


def test_a_deck_speaks_the_language_it_is_asked_for() -> None:
    decks = {speech: make_deck(7, speech=speech, kinds=()) for speech in Speech}
    items = {speech: {row.item for row in deck.truth} for speech, deck in decks.items()}
    assert "Operating Income" in items[Speech.ENGLISH]
    assert "営業利益" in items[Speech.JAPANESE]
    assert "営業利益 Operating Income" in items[Speech.BILINGUAL]
    assert "年度" in decks[Speech.JAPANESE].text
    assert len({len(deck.truth) for deck in decks.values()}) <= 2


@pytest.mark.parametrize("kind", DAMAGES)
def test_each_damage_is_done_and_recorded(kind: str) -> None:
    harmed = 0
    for seed in range(6):
        before, after = make_deck(seed, kinds=()), make_deck(seed, kinds=(kind,))
        assert (before.text != after.text) == bool(after.damages)
        assert {damage.split(":")[0] for damage in after.damages} <= {kind}
        harmed += bool(after.damages)
    assert harmed


@pytest.mark.parametrize("kind", sorted(DAMAGES.keys() - PAPER))
def test_damage_loses_no_figure(kind: str) -> None:
    for seed in range(6):
        assert figures(make_deck(seed, kinds=())) == figures(make_deck(seed, kinds=(kind,)))


@pytest.mark.parametrize("seed", range(6))
def test_faults_of_the_paper_change_one_figure(seed: int) -> None:
    clean = figures(make_deck(seed, kinds=()))
    for kind in sorted(PAPER):
        deck = make_deck(seed, kinds=(kind,))
        assert sum((clean - figures(deck)).values()) == len(deck.damages)


def squares(text: str) -> set[str]:
    """All texts that, drawn twice in some chunks, give the text."""
    if not text:
        return {""}
    halves = (
        (text[:size], text[2 * size :]) for size in range(1, len(text) // 2 + 1) if text[:size] == text[size : 2 * size]
    )
    return {head + tail for head, rest in halves for tail in squares(rest)}


def test_chunks_are_chains_of_squares() -> None:
    rng = Random(7)
    for value in (33, 391, 2_301, 10_181, 1_234_567):
        text = f"{value:,}"
        assert text in squares(chunks(text, rng))
        assert text in squares(whole(text))


@pytest.mark.parametrize("seed", range(30))
def test_same_seed_same_deck(seed: int) -> None:
    assert make_deck(seed) == make_deck(seed)
    assert make_deck(seed).text != make_deck(seed + 1).text


def test_decks_do_not_depend_on_hashing() -> None:
    code = "from fixtures.simulate import make_deck; print([make_deck(n) for n in range(5)])"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": salt},
            capture_output=True,
            check=True,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(runs) == 1


def test_charts_become_tables_with_shifted_and_underlined_cells() -> None:
    decks = [make_markdown_deck(seed) for seed in SEEDS]
    assert any("<u>" in deck.text for deck in decks)
    assert any(row.evidence == "shifted_cells" for deck in decks for row in deck.truth)
