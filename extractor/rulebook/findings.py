"""Makes findings from the table of codes, so that every message is written once."""

import string
from functools import lru_cache
from types import MappingProxyType

from extractor.errors import RulebookError
from extractor.model.figure import Finding, Severity
from extractor.rulebook.book import Rulebook
from extractor.rulebook.rules import FindingRule


def finding(rulebook: Rulebook, code: str, where: str, /, figures: tuple[str, ...] = (), **facts: object) -> Finding:
    """A finding of a code of the table at a place (`L283`, `p4`, an exhibit); the facts fill its message.

    A fact that the template does not name is left out, one that it needs and does not get reads `?`. Raises
    RulebookError for an unknown code.
    """
    rule = _table(rulebook).get(code)
    if rule is None:
        raise RulebookError(f"rules/findings.toml: {code}: no finding has this code")
    known = _Facts({name: str(fact) for name, fact in facts.items()})
    needed = dict.fromkeys(name for _, name, _, _ in _FORMAT.parse(rule.template) if name)
    return Finding(
        code=code,
        severity=Severity[rule.severity.upper()],
        message=_FORMAT.vformat(rule.template, (), known),
        where=where,
        figures=figures,
        facts=tuple((name, known[name]) for name in needed),
    )


class _Facts(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "" if name in OPTIONAL else "?"


OPTIONAL = frozenset({"detail"})
"""Facts that a message can do without."""
_FORMAT = string.Formatter()


@lru_cache(maxsize=4)
def _table(rulebook: Rulebook) -> MappingProxyType[str, FindingRule]:
    return MappingProxyType({rule.id: rule for rule in rulebook.findings})
