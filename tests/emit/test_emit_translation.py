"""The page in another language: nothing that the rules can say is left in English."""

import string

import pytest

from extractor.emit.coverage import Coverage
from extractor.emit.report.translation import ledger_sentence, left_because, message, reason
from extractor.emit.report.words import languages, words
from extractor.rulebook import load_rulebook
from extractor.rulebook.findings import finding

RULES = load_rulebook()
OTHERS = [lang for lang in languages() if lang != "en"]


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("because", sorted({rule.because for rule in RULES.grades}))
def test_every_reason_has_a_translation(because, lang):
    said = reason(because, words(lang))
    assert said != because
    assert reason(f"{because}: deck-b L12", words(lang)).endswith("：deck-b L12")


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("rule", RULES.findings, ids=lambda rule: rule.id)
def test_every_finding_has_a_translation_with_the_same_facts(rule, lang):
    facts = {name: f"<{name}>" for _, name, _, _ in string.Formatter().parse(rule.template) if name}
    made = finding(RULES, rule.id, "p1", **facts)
    said = message(made, words(lang))
    assert said != made.message
    assert {f"<{name}>" in said for name in facts} <= {True}
    assert message(made, words("en")) == made.message


def test_what_no_table_knows_stays_as_it_is():
    assert reason("said by a new rule: L3", words("ja")) == "said by a new rule: L3"
    assert left_because("unplaced", words("en")) == "unplaced"


def test_the_ledger_is_said_in_the_language_of_the_page():
    ledger = Coverage(tokens=5, in_figures=3, leftovers=(("axis tick", 2),))
    assert ledger_sentence(ledger, words("ja")) == "数字5個：数値として採用3個、除外2個（軸の目盛 2）"
    assert ledger_sentence(ledger, words("en")) == ledger.sentence
