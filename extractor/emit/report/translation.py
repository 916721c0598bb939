"""Reasons, findings and leftovers in the language of the page; what no table translates stands in English."""

import string
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from extractor.emit.cells import encodable, plain
from extractor.emit.coverage import Coverage
from extractor.emit.report.words import Words
from extractor.model.figure import Check, Finding

_FORMAT = string.Formatter()


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(Path(__file__).with_name("reasons.toml").read_text("utf-8"))


def _table(kind: str, said: Words) -> Mapping[str, str]:
    return _tables().get(said["html"], {}).get(kind, {})


def reason(text: str, said: Words) -> str:
    """Why a link has its grade; behind a colon it may say where the proof stands."""
    table = _table("because", said)
    if text in table:
        return table[text]
    phrase, colon, place = text.partition(": ")
    return f"{table[phrase]}：{place}" if colon and phrase in table else text


def left_because(text: str, said: Words) -> str:
    """Why a token is in no figure."""
    return _table("leftovers", said).get(text, text)


def ledger_sentence(ledger: Coverage, said: Words) -> str:
    """What became of every numeric token, in one line."""
    reasons = said["and"].join(f"{left_because(why, said)} {count}" for why, count in ledger.leftovers)
    aside = sum(count for _, count in ledger.leftovers)
    facts = {"tokens": ledger.tokens, "used": ledger.in_figures, "aside": aside, "reasons": reasons}
    text = said["ledger" if aside else "ledger_all"].format(**facts)
    return text + said["ledger_lost"].format(count=ledger.unaccounted) if ledger.unaccounted else text


def verdict_sentence(check: Check, said: Words) -> str:
    """Gap, allowance, and how many readings were tried against the check."""
    text = said["verdict"].format(gap=plain(check.gap), allowed=check.allowed)
    tried = said["verdict_tried"].format(tried=check.tried, survived=check.survived)
    return text + tried if check.tried > 1 else text


def message(finding: Finding, said: Words) -> str:
    """What a finding says, its facts as they are."""
    template = _table("findings", said).get(finding.code)
    if template is None or not finding.facts:
        return encodable(finding.message)
    facts = dict(finding.facts)
    names = {name for _, name, _, _ in _FORMAT.parse(template) if name}
    return encodable(_FORMAT.vformat(template, (), facts)) if names <= set(facts) else encodable(finding.message)
