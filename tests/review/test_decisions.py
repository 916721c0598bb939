"""What reviewers decide: applied, marked, checked like the rest and evidence for it, stale when the paper changed."""

import json

import pytest
from typer.testing import CliRunner

from extractor import extract
from extractor.cli import app
from extractor.errors import CallError
from extractor.model.figure import Grade
from extractor.read.decisions import read_decisions

DECK = """Net sales by division
(JPY million)
1Q07 2Q07 3Q07
Goods 110 120 130
Services 210 220 240
Total 320 340 370
"""


def figure(deck, raw):
    return next(each for each in deck.figures if each.reading.raw == raw)


def place(reading):
    return [f"L{span.line}:{span.start + 1}-{span.end}" for span in reading.spans]


def made(deck, raw, decision, **more):
    reading = figure(deck, raw).reading
    was = {"value": str(reading.value), "item": reading.item, "period": reading.period.label, "unit": "JPY million"}
    return {
        "figure": reading.figure, "source": place(reading), "raw": raw, "was": was, "decision": decision,
        "by": "K. Sato", "at": "2026-11-21T09:30:00Z", **more,
    }  # fmt: skip


@pytest.fixture
def decided(tmp_path):
    """Writes a file of decisions and extracts a deck with it."""

    def build(*decisions, text=DECK, deck="sales"):
        file = tmp_path / "decisions.json"
        said = {"schema": "irdeck-decisions/1", "deck": deck, "digest": "", "decisions": decisions}
        file.write_text(json.dumps(said), "utf-8")
        return extract(text, format="dump", name="sales", decisions=file)

    return build


@pytest.fixture
def plain():
    return extract(DECK, format="dump", name="sales")


def test_an_accepted_figure_is_marked_with_who_and_when(plain, decided):
    deck = decided(made(plain, "120", "accept", note="seen"))
    accepted = figure(deck, "120")
    assert (accepted.value_link.grade, accepted.item_link.grade) == (Grade.SURE, Grade.SURE)
    assert accepted.value_link.because == ("decided by a reviewer",)
    (finding,) = (each for each in deck.findings if each.code == "reviewed")
    assert finding.message == "Goods 2Q07 120: accepted by K. Sato, 2026-11-21T09:30:00Z: seen."
    assert finding.figures == (accepted.reading.figure,)
    assert {each.reading.raw for each in deck.figures} == {each.reading.raw for each in plain.figures}


def test_a_corrected_figure_is_checked_like_any_other(plain, decided):
    assert all(check.holds for check in plain.checks)
    deck = decided(made(plain, "120", "correct", value="121"))
    assert figure(deck, "120").reading.value == 121
    deck = decided(made(plain, "120", "correct", value="150"))
    assert figure(deck, "120").reading.value == 150
    broken = [check for check in deck.checks if not check.holds]
    assert [(check.period, check.identity) for check in broken] == [("2Q07", "parts-total")]


def test_a_decision_is_evidence_for_the_rest(plain, decided):
    text = DECK.replace("120", "190")  # misprinted: no sum of the quarter holds
    misread = extract(text, format="dump", name="sales")
    assert [check.holds for check in misread.checks if check.period == "2Q07"] == [False]
    deck = decided(made(misread, "190", "correct", value="120"), text=text)
    assert [check.holds for check in deck.checks if check.period == "2Q07"] == [True]


def test_names_and_periods_can_be_corrected(plain, decided):
    deck = decided(made(plain, "130", "correct", item="Goods sold", period="4Q07"))
    reading = figure(deck, "130").reading
    assert (reading.item, reading.item_id, reading.period.label, reading.value) == ("Goods sold", "", "4Q07", 130)
    assert reading.period.year == 2007
    other = figure(decided(made(plain, "130", "correct", period="1Q07")), "130").reading
    assert (other.period.start, other.period.end) == (
        figure(plain, "110").reading.period.start,
        figure(plain, "110").reading.period.end,
    )


GLUED = """Net sales by division
(JPY million)
Goods
1,1101,1201,130
Services
2,2102,2202,240
Total
3,3203,3403,370
1Q07 2Q07 3Q07
"""


def test_a_decision_on_one_of_several_glued_figures_finds_it_though_it_has_another_id(decided):
    plain = extract(GLUED, format="dump", name="sales")
    readings = [each.reading for each in plain.figures if each.reading.raw == "1,1101,1201,130"]
    assert [reading.value for reading in readings] == [1110, 1120, 1130]
    second = readings[1]
    was = {"value": "1120", "item": second.item, "period": second.period.label, "unit": "JPY million"}
    said = {"figure": "s009.9.9.9", "source": place(second), "raw": second.raw, "was": was, "decision": "correct",
            "value": "1120", "item": "Goods sold", "by": "K. Sato", "at": "2026-11-21T09:30:00Z"}  # fmt: skip
    deck = decided(said, text=GLUED)
    named = {each.reading.value for each in deck.figures if each.reading.item == "Goods sold"}
    assert 1120 in named and "reviewed" in {finding.code for finding in deck.findings}


APART = """Net sales by division
(JPY million)
110 120 130
210 220 240
320 340 370
1Q07 2Q07 3Q07
Total
Goods
Services
"""


def items(deck):
    return {each.reading.raw: each.reading.item for each in deck.figures}


def test_a_decided_name_names_its_row_and_leaves_the_other_name_to_the_other(decided):
    guessed = extract(APART, format="dump", name="sales")
    assert (items(guessed)["110"], items(guessed)["210"]) == ("Services", "Goods")
    deck = decided(made(guessed, "120", "correct", item="Goods"), text=APART)
    assert [items(deck)[raw] for raw in ("110", "120", "130")] == ["Goods"] * 3
    assert [items(deck)[raw] for raw in ("210", "220", "240")] == ["Services"] * 3
    assert figure(deck, "110").item_link.because == ("a reviewer named a figure of its row",)
    assert figure(deck, "110").item_link.grade is Grade.INFERRED
    assert figure(deck, "120").reading.item_id == figure(guessed, "210").reading.item_id


def test_an_accepted_name_names_its_row_too(decided):
    guessed = extract(APART, format="dump", name="sales")
    deck = decided(made(guessed, "120", "accept"), text=APART)
    assert items(deck) == items(guessed)
    assert figure(deck, "130").item_link.because == ("a reviewer named a figure of its row",)


def test_a_name_that_the_deck_does_not_print_names_its_row(decided):
    guessed = extract(APART, format="dump", name="sales")
    deck = decided(made(guessed, "210", "correct", item="Rental income"), text=APART)
    assert [items(deck)[raw] for raw in ("210", "220", "240")] == ["Rental income"] * 3


def test_two_names_for_one_row_name_their_figures_alone(decided):
    guessed = extract(APART, format="dump", name="sales")
    both = (made(guessed, "110", "correct", item="Goods"), made(guessed, "120", "accept"))
    deck = decided(*both, text=APART)
    assert [items(deck)[raw] for raw in ("110", "120", "130")] == ["Goods", "Services", "Services"]


COSTS = """\fOperating costs by kind
(JPY million)
1Q07 2Q07 3Q07
Freight 41 42 93
Wages 51 52 53
Total 92 94 96
"""


def test_three_corrections_and_a_stale_decision_in_one_file(decided):
    text = APART.replace("370", "390") + COSTS  # two misprints, and names that only the order of the legend gives
    first = extract(text, format="dump", name="sales")
    assert [check.period for check in first.checks if not check.holds] == ["3Q07", "3Q07"]
    deck = decided(
        made(first, "110", "correct", item="Goods"),
        made(first, "93", "correct", value="43"),
        made(first, "390", "correct", value="370"),
        {**made(first, "130", "accept"), "raw": "131"},
        text=text,
    )
    assert all(check.holds for check in deck.checks)
    assert (figure(deck, "93").reading.value, figure(deck, "390").reading.value) == (43, 370)
    assert (items(deck)["110"], items(deck)["210"]) == ("Goods", "Services")
    codes = sorted(each.code for each in deck.findings if each.code in {"reviewed", "decision-stale"})
    assert codes == ["decision-stale", "reviewed", "reviewed", "reviewed"]


def test_a_rejected_figure_is_left_over(plain, decided):
    deck = decided(made(plain, "240", "reject"))
    assert "240" not in {each.reading.raw for each in deck.figures}
    assert ("240", "rejected by a reviewer") in {(each.raw, each.reason) for each in deck.leftovers}


def test_a_decision_about_other_glyphs_is_stale(plain, decided):
    deck = decided(made(plain, "120", "correct", value="125"), text=DECK.replace("120", "122"))
    assert figure(deck, "122").reading.value == 122
    (finding,) = (each for each in deck.findings if each.code == "decision-stale")
    assert "`120` no longer stands there" in finding.message


def test_the_command_applies_decisions_to_the_deck_they_name(plain, tmp_path):
    source, other = tmp_path / "sales.txt", tmp_path / "other.txt"
    source.write_text(DECK, "utf-8")
    other.write_text(DECK.replace("110", "111"), "utf-8")
    file = tmp_path / "decisions.json"
    said = {"schema": "irdeck-decisions/1", "deck": "sales", "digest": "", "decisions": [made(plain, "120", "accept")]}
    file.write_text(json.dumps(said), "utf-8")
    call = ["extract", str(source), str(other), "--alone", "-o", str(tmp_path / "out"), "--decisions", str(file)]
    assert CliRunner().invoke(app, call).exit_code == 0
    assert "decided by a reviewer" in (tmp_path / "out" / "sales" / "figures.csv").read_text("utf-8-sig")
    assert "decided by a reviewer" not in (tmp_path / "out" / "other" / "figures.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "no decisions of irdeck"),
        ('{"schema": "other/1", "deck": "", "digest": "", "decisions": []}', "no decisions of irdeck"),
        ('{"schema": "irdeck-decisions/1", "deck": "", "digest": "", "decisions": [{"figure": 1}]}', "no decisions"),
    ],
)
def test_what_is_no_file_of_decisions_is_refused(tmp_path, text, why):
    file = tmp_path / "decisions.json"
    file.write_text(text, "utf-8")
    with pytest.raises(CallError, match=why):
        read_decisions(file)
    with pytest.raises(CallError, match="cannot be read"):
        read_decisions(tmp_path / "none.json")


def test_values_and_places_are_checked(plain, decided):
    with pytest.raises(CallError, match="no plain number"):
        decided(made(plain, "120", "correct", value="=1+1"))
    with pytest.raises(CallError, match="no place"):
        decided({**made(plain, "120", "accept"), "source": ["../etc"]})
