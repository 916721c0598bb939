"""Every wording acts on its examples and on none of its counters."""

import pytest

from extractor.match.near import kanji_differ
from extractor.match.slips import letters_differ
from extractor.rulebook import load_rulebook
from extractor.rulebook.lexicon import key_of, lexicon, markers
from extractor.rulebook.likeness import SAME, same_item
from extractor.rulebook.names import read_name
from extractor.rulebook.wordings import Wording, WordingKind

RULEBOOK = load_rulebook()


def _pairs(examples: tuple[str, ...]) -> list[tuple[str, str]]:
    return [tuple(example.split(" | ")) for example in examples]  # type: ignore[misc]


def _marked(name: str, rule: Wording) -> bool:
    lex, read = lexicon(RULEBOOK), read_name(name)
    return rule.id in markers(key_of(read.full, lex, japanese=read.japanese), lex, japanese=read.japanese)


def _acts(rule: Wording, one: str, other: str) -> bool:
    if rule.kind is WordingKind.GUARD:
        return _marked(one, rule) != _marked(other, rule) and same_item(one, other, RULEBOOK) < SAME
    if rule.kind is WordingKind.LETTER:
        return not kanji_differ(one, other, lexicon(RULEBOOK))
    if rule.kind is WordingKind.KEPT:
        return letters_differ(one, other, lexicon(RULEBOOK))
    return same_item(one, other, RULEBOOK) >= SAME


@pytest.mark.parametrize("rule", RULEBOOK.wordings, ids=lambda rule: rule.id)
def test_examples_and_counters(rule: Wording) -> None:
    assert [pair for pair in _pairs(rule.examples) if not _acts(rule, *pair)] == []
    assert [pair for pair in _pairs(rule.counters) if _acts(rule, *pair)] == []


@pytest.mark.parametrize("rule", RULEBOOK.wordings, ids=lambda rule: rule.id)
def test_a_wording_has_words(rule: Wording) -> None:
    assert bool(rule.pairs) == (rule.kind in {WordingKind.SPELLING, WordingKind.EITHER})
    assert rule.pairs or rule.en or rule.ja


def test_no_word_guards_twice() -> None:
    forms = [form for rule in RULEBOOK.wordings if rule.kind is WordingKind.GUARD for form in (*rule.en, *rule.ja)]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []
