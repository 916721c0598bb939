"""What a row is beside its name: a part of the row above, a memo, an elimination."""

import re
from functools import lru_cache

import regex

from extractor.rulebook import Rulebook
from extractor.rulebook.terms import TermMention, find_terms

PART, MEMO = "part", "memo"
ROLES = (PART, MEMO, "elimination")
TAKEN_OFF = frozenset((PART, MEMO))
_EDGE = re.compile(r"^[\s()（）\[\]【】:：、,・\-]+|[\s(（\[【:：、,・]+$")
_PAIRS = (("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"))


def row_role(label: str, rulebook: Rulebook) -> tuple[str, str]:
    """The role that a label's own words give its row, and the name that is left without them.

    Only words of part and memo rows are taken off, and only where they open or close the label: `うち減価償却費`
    is depreciation, `売上高（うち海外）` is no revenue line.
    """
    if not _trace(rulebook).search(label):
        return "", label
    found = find_terms(label, rulebook, ROLES)
    for role in ROLES:
        for term in (term for term in found if term.term == role and (role in TAKEN_OFF or _at_edge(label, term))):
            return role, _without(label, term) if role in TAKEN_OFF else label
    return "", label


@lru_cache(maxsize=4)
def _trace(rulebook: Rulebook) -> "regex.Pattern[str]":
    """What every label with a role has: a quick look before all terms are searched for."""
    rules = [rule for rule in rulebook.terms if rule.term in ROLES]
    forms = {re.escape(_core(form)) for rule in rules for form in rule.forms}
    patterns = [f"(?:{rule.pattern})" for rule in rules if rule.pattern]
    return regex.compile("|".join([*sorted(forms), *patterns]), regex.IGNORECASE)


def _core(form: str) -> str:
    """The first word of a form, without brackets and marks: they come in many widths."""
    return re.split(r"[\s、,:.]+", form.strip("()（） "))[0]


def _at_edge(label: str, term: TermMention) -> bool:
    """Whether a term opens a label: 法人税等調整額 is no elimination."""
    return not _EDGE.sub("", label[: term.start])


def _without(label: str, term: TermMention) -> str:
    before, after = _EDGE.sub("", label[: term.start]), _EDGE.sub("", label[term.end :])
    if before and (after or term.term == PART):
        return label
    return _balanced(before or after)


def _balanced(text: str) -> str:
    """The text without a closing bracket that has lost its opening one."""
    for opening, closing in _PAIRS:
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            text = text[:-1].rstrip()
    return text
