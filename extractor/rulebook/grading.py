"""Grades: how far the evidence for a link of a figure carries."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from extractor.model.figure import Grade, Link, Reading
from extractor.rulebook.book import Rulebook
from extractor.rulebook.rules import GradeRule


@lru_cache(maxsize=4)
def grade_rules(rulebook: Rulebook) -> Mapping[str, GradeRule]:
    """What each code of evidence is worth."""
    return MappingProxyType({rule.id: rule for rule in rulebook.grades})


def rule_of(evidence: str, rulebook: Rulebook) -> GradeRule | None:
    """The rule of a code of evidence; behind an `@` a code may say where its proof stands."""
    return grade_rules(rulebook).get(evidence.partition("@")[0])


def link_of(codes: Iterable[str], rulebook: Rulebook) -> Link:
    """The grade of a link: the best that any evidence gives, unless two readings are known to survive."""
    return _link(tuple(codes), rulebook)


@lru_cache(maxsize=8192)
def _link(codes: tuple[str, ...], rulebook: Rulebook) -> Link:
    known = [(code, rule) for code in codes if (rule := rule_of(code, rulebook)) is not None]
    if not known:
        return Link()
    grades = [Grade[rule.grade.upper()] for _, rule in known]
    grade = Grade.AMBIGUOUS if Grade.AMBIGUOUS in grades else max(grades)
    return Link(grade=grade, because=tuple(_because(code, rule) for code, rule in known))


def _because(evidence: str, rule: GradeRule) -> str:
    place = evidence.partition("@")[2]
    return f"{rule.because}: {place}" if place else rule.because


def is_sure(reading: Reading, rulebook: Rulebook) -> bool:
    """Whether all three links of a reading are sure."""
    links = (reading.value_evidence, reading.period_evidence, reading.item_evidence)
    return all(link_of(codes, rulebook).grade is Grade.SURE for codes in links)
