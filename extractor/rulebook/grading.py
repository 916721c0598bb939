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


def link_of(codes: Iterable[str], rulebook: Rulebook) -> Link:
    """The grade of a link: the best that any evidence gives, unless two readings are known to survive."""
    rules = grade_rules(rulebook)
    known = [rules[code] for code in codes if code in rules]
    if not known:
        return Link()
    grades = [Grade[rule.grade.upper()] for rule in known]
    grade = Grade.AMBIGUOUS if Grade.AMBIGUOUS in grades else max(grades)
    return Link(grade=grade, because=tuple(rule.because for rule in known))


def is_sure(reading: Reading, rulebook: Rulebook) -> bool:
    """Whether all three links of a reading are sure."""
    links = (reading.value_evidence, reading.period_evidence, reading.item_evidence)
    return all(link_of(codes, rulebook).grade is Grade.SURE for codes in links)
