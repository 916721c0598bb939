"""docs/findings.md says of every code what the rulebook says, and what to do."""

import re
import string
from pathlib import Path

import pytest

from extractor import load_rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.rules import FindingRule

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
RULES = load_rulebook()
SECTIONS = dict(re.findall(r"^## ([\w-]+)\n\n(.*?)(?=^## |\Z)", PAGE, re.S | re.M))


def test_the_page_has_every_code_once_and_in_order() -> None:
    assert re.findall(r"^## ([\w-]+)$", PAGE, re.M) == [rule.id for rule in RULES.findings]


@pytest.mark.parametrize("rule", RULES.findings, ids=lambda rule: rule.id)
def test_a_section_says_what_the_rule_says(rule: FindingRule) -> None:
    message = finding(RULES, rule.id, "L1", **rule.example).message
    lines = SECTIONS[rule.id].strip().splitlines()
    assert lines[0] == f"**{rule.title}** ({rule.severity}). {rule.why}"
    assert lines[2] == f"- Example: {message}"
    assert lines[3] == f"- Not one: {rule.counter}"
    assert re.fullmatch(r"- What to do: [A-Z].{20,}\.", lines[4])


@pytest.mark.parametrize("rule", RULES.findings, ids=lambda rule: rule.id)
def test_an_example_fills_every_field(rule: FindingRule) -> None:
    fields = {name for _, name, _, _ in string.Formatter().parse(rule.template) if name}
    assert fields == set(rule.example)
