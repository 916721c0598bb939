"""Every phrase rule takes its examples and leaves its counters."""

from collections.abc import Iterator

import pytest

from extractor.errors import RulebookError
from extractor.rulebook import Rulebook, check_rulebook, load_rulebook
from extractor.rulebook.load import RuleFile, build
from extractor.rulebook.phrases import GENERAL, find_phrases, is_general, phrase_hits
from extractor.rulebook.rules import PhraseRule

BOOK: Rulebook = load_rulebook()


def takes(rule: PhraseRule, text: str) -> bool:
    if rule.part == GENERAL:
        return is_general(text, BOOK)
    return any(found.id == rule.id for found, _, _ in phrase_hits(text, BOOK))


@pytest.mark.parametrize("rule", BOOK.phrases, ids=lambda rule: rule.id)
def test_phrases(rule: PhraseRule) -> None:
    assert [sample for sample in rule.examples if not takes(rule, sample)] == []
    assert [sample for sample in rule.counters if takes(rule, sample)] == []


def parts(text: str) -> Iterator[str]:
    for found in find_phrases(text, BOOK):
        yield f"{found.part}:{text[found.start : found.end]}"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Sales increased to 5, up by 3%", "level:increased to rise:up by"),
        ("line-ups of set-up costs", ""),
        ("Revenue  amounted  to 5", "state:amounted  to"),
        ("同社の売上高は5億円（同3%増）", "state:は ditto:同 gain:増"),
        ("増資と減価償却", ""),
    ],
)
def test_the_longest_form_wins_as_a_whole_word(text: str, want: str) -> None:
    assert " ".join(parts(text)) == want


@pytest.mark.parametrize(
    ("name", "general"),
    [
        ("Operating income", True),
        ("Results for 1H31", True),
        ("2031年3月期 第2四半期 決算概要", True),
        ("Cloud revenue", False),
        ("Results by Service - Network", False),
        ("クラウド売上", False),
    ],
)
def test_general_names_say_nothing_of_a_part(name: str, general: bool) -> None:
    assert is_general(name, BOOK) is general


def test_one_form_belongs_to_one_phrase() -> None:
    rule = '[[rule]]\nid = "{}"\npart = "{}"\nforms = ["rose"]\nwhy = "w"\nexamples = ["rose"]\ncounters = ["x"]\n'
    text = rule.format("phrase.one", "rise") + rule.format("phrase.two", "fall")
    file = RuleFile(name="rules/layout/phrases.toml", place="layout/phrases.toml", text=text)
    with pytest.raises(RulebookError, match=r"'rose' is already a form of phrase.one"):
        check_rulebook(build((file,)))
