"""Explanations for a terminal, and the ledger of numeric tokens."""

import dataclasses

import pytest

from extractor.emit import explain_figure, explain_line
from extractor.emit.coverage import Coverage, coverage
from extractor.errors import CallError
from extractor.model.deck import ReconcileSheet

LINE = """\
L2  page 1
  raw     9,8809,880 +1.5%
  clean   9,880 +1.5%
  edit    1-10 `9,8809,880` read as `9,880` (glyphs.doubled)
  run     L2:1-10 `9,8809,880`: 2 readings
    doubled 9880  cost 0
    glued   9880 | 9880  cost 1
  run     L2:12-16 `+1.5%`: 1 reading
    clean   1.5  cost 0

f1  Total, 2Q07 = 9,880 JPY million  [sure]
  exhibit Sales by division (page 1, chart)
  from    L2:1-10 `9,8809,880`
  value   sure: meets the total; printed twice; once counted
  period  sure: clean label run
  item    sure: clean label run
  ✗ parts.total Sales by division 2Q07: 301 − -20 = 9,880; gap 9559, allowed -1..1; 1 of 12 readings survive

f2  Total, 2Q07 vs 2Q06 = 1.50%  [inferred]
  exhibit Sales by division (page 1, chart)
  from    L2:12-16 `+1.5%`
  value   inferred: meets the total; printed twice; once counted
  period  sure: clean label run
  item    sure: clean label run

error total.gap: =the parts miss the total by 9,559 (L3, page 1)
"""


def test_a_line_in_full(deck):
    assert explain_line(deck, 2) == LINE.rstrip("\n")


def test_a_line_with_a_leftover(deck):
    assert "left over L4:1-1 `7`: page number" in explain_line(deck, 4)


def test_findings_are_found_by_line(deck):
    assert "total.gap" in explain_line(deck, 3)
    assert "total.gap" not in explain_line(deck, 1)


def test_a_figure_with_its_alternative(deck):
    text = explain_figure(deck, "f3")
    assert text.startswith("f3  Goods > Home > Boxes & Wires, 1Q07 = 301 JPY million  [ambiguous]\n")
    assert "  or      period: 2Q07; if swapped\n" in text
    assert text.endswith("error total.gap: =the parts miss the total by 9,559 (L3, page 1)")


def test_unknown_lines_and_figures_are_wrong_calls(deck, empty):
    with pytest.raises(CallError, match="no line 9 in this deck: it has 4 lines"):
        explain_line(deck, 9)
    with pytest.raises(CallError, match="ids run from f1 to f4"):
        explain_figure(deck, "f9")
    with pytest.raises(CallError, match="no figures"):
        explain_figure(empty, "f\x1b")


def test_terminals_get_no_control_characters(deck):
    lines = (dataclasses.replace(deck.read.lines[0], raw="\x1b]0;pwned\x07"), *deck.read.lines[1:])
    evil = dataclasses.replace(deck, read=dataclasses.replace(deck.read, lines=lines))
    assert "␛]0;pwned␇" in explain_line(evil, 1)


def test_every_token_is_accounted_for(deck):
    assert coverage(deck) == Coverage(tokens=5, in_figures=4, leftovers=(("page number", 1),))


def test_a_token_that_nobody_names_is_unaccounted_for(deck):
    silent = dataclasses.replace(deck, reconcile=ReconcileSheet())
    assert coverage(silent).sentence == "5 numeric tokens: 4 in figures, 0 left over, 1 unaccounted for"


def test_an_empty_deck_has_no_tokens(empty):
    assert coverage(empty).sentence == "0 numeric tokens: 0 in figures, 0 left over"
