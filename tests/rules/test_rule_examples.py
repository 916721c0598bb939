"""Every rule takes its examples and leaves its counters; every case file is read as written."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from extractor.model.figure import Severity
from extractor.model.period import PeriodMention
from extractor.rulebook import Rulebook, check_rulebook, load_rulebook
from extractor.rulebook.findings import finding
from extractor.rulebook.glyphs import fold, is_bullet
from extractor.rulebook.issuers import issuer_rules
from extractor.rulebook.patterns import compile_rule, scan
from extractor.rulebook.periods import (
    find_bare_years,
    find_month_days,
    find_periods,
    period_hits,
    period_pieces,
)
from extractor.rulebook.rules import IssuerRule, PeriodForm, PeriodRule, PieceRule, UnitKind, UnitRule
from extractor.rulebook.terms import term_hits
from extractor.rulebook.titles import title_rules
from extractor.rulebook.units import UnitMention, find_units, unit_frames

BOOK: Rulebook = load_rulebook()
CASES = Path(__file__).parent / "cases"
ENDS = {PeriodForm.END_BEFORE, PeriodForm.END_AFTER, PeriodForm.END_LEAD}


def split(example: str) -> tuple[str, str]:
    printed, arrow, want = example.rpartition(" -> ")
    assert arrow, f"{example!r} has no arrow"
    return printed, want


def period_labels(rule: PeriodRule, text: str) -> str:
    if rule.form is PeriodForm.MONTH_DAY:
        return " ".join(f"{day.month}-{day.day}" for day in find_month_days(text, BOOK))
    if rule.form is PeriodForm.BARE_YEAR:
        return " ".join(str(year.year) for year in find_bare_years(text, BOOK))
    return " ".join(mention.period.label for mention in find_periods(text, BOOK))


def takes_period(rule: PeriodRule, text: str) -> bool:
    if rule.form in ENDS:
        return any(mention.at_end for mention in find_periods(text, BOOK))
    if rule.form in {PeriodForm.MONTH_DAY, PeriodForm.BARE_YEAR}:
        return bool(period_labels(rule, text))
    return any(found.id == rule.id for found, _ in period_hits(text, BOOK))


@pytest.mark.parametrize("rule", BOOK.periods, ids=lambda rule: rule.id)
def test_periods(rule: PeriodRule) -> None:
    for example in rule.examples:
        printed, want = split(example)
        assert (period_labels(rule, printed), takes_period(rule, printed)) == (want, True), example
    assert [counter for counter in rule.counters if takes_period(rule, counter)] == []


@pytest.mark.parametrize("rule", BOOK.pieces, ids=lambda rule: rule.id)
def test_pieces(rule: PieceRule) -> None:
    fresh = msgspec.structs.replace(rule, pattern=rule.pattern.replace(r"\G", "(?!)"))
    compiled = compile_rule(fresh, period_pieces(BOOK), "")

    def takes(sample: str) -> bool:
        before, mark, after = sample.partition("|")
        if not mark:
            return bool(compiled.fullmatch(sample))
        at = len(before) if rule.name != "trace" else 0
        return bool(compiled.search(before + after) if rule.name == "trace" else compiled.match(before + after, at))

    assert [sample for sample in rule.examples if not takes(sample)] == []
    assert [sample for sample in rule.counters if takes(sample)] == []


def shown(mention: UnitMention) -> str:
    excluding = f" excluding {mention.excluding}" if mention.excluding else ""
    return f"{mention.scale} {mention.unit}{excluding}"


def takes_unit(rule: UnitRule, text: str) -> bool:
    mentions = find_units(text, BOOK)
    if rule.kind is UnitKind.FRAME:
        return any(hit.rule.id == rule.id for hit in scan(unit_frames(BOOK), fold(text, BOOK)))
    if rule.kind is UnitKind.HEAD:
        return any(mention.declaration for mention in mentions)
    if rule.kind in {UnitKind.EXCLUDING, UnitKind.EXCLUDING_BEFORE}:
        return any(mention.excluding for mention in mentions)
    return any(mention.unit == rule.unit if rule.unit else mention.scale == rule.scale for mention in mentions)


@pytest.mark.parametrize("rule", BOOK.units, ids=lambda rule: rule.id)
def test_units(rule: UnitRule) -> None:
    for example in rule.examples:
        printed, want = split(example)
        found = [shown(mention) for mention in find_units(printed, BOOK)]
        assert (found, takes_unit(rule, printed)) == ([want], True), example
    assert [counter for counter in rule.counters if takes_unit(rule, counter)] == []


def test_terms() -> None:
    def takes(text: str) -> set[str]:
        return {rule.id for rule, _, _ in term_hits(text, BOOK)}

    lost = [(rule.id, sample) for rule in BOOK.terms for sample in rule.examples if rule.id not in takes(sample)]
    wrong = [(rule.id, sample) for rule in BOOK.terms for sample in rule.counters if rule.id in takes(sample)]
    assert (lost, wrong) == ([], [])


def test_titles() -> None:
    def takes(text: str) -> set[str]:
        return {rule.id for rule in title_rules(text, BOOK)}

    lost = [(rule.id, sample) for rule in BOOK.titles for sample in rule.examples if rule.id not in takes(sample)]
    wrong = [(rule.id, sample) for rule in BOOK.titles for sample in rule.counters if rule.id in takes(sample)]
    assert (lost, wrong) == ([], [])


def test_issuers() -> None:
    def given(rule: IssuerRule, text: str) -> list[str]:
        return [found for each, found in issuer_rules(text, BOOK) if each is rule]

    samples = [(rule, *split(example)) for rule in BOOK.issuers for example in rule.examples]
    assert [(printed, given(rule, printed)) for rule, printed, _ in samples] == [(p, [want]) for _, p, want in samples]
    assert [(rule.id, text) for rule in BOOK.issuers for text in rule.counters if given(rule, text)] == []


def test_widths() -> None:
    samples = [split(example) for rule in BOOK.widths for example in rule.examples]
    assert [(printed, fold(printed, BOOK)) for printed, _ in samples] == samples
    assert all(len(fold(printed, BOOK)) == len(printed) for printed, _ in samples)
    kept = [counter for rule in BOOK.widths for counter in rule.counters]
    assert [fold(counter, BOOK) for counter in kept] == kept


def test_bullets() -> None:
    assert [s for rule in BOOK.bullets for s in rule.examples if not is_bullet(s[0], BOOK)] == []
    assert [s for rule in BOOK.bullets for s in rule.counters if is_bullet(s[0], BOOK)] == []


def test_signs() -> None:
    for rule in BOOK.signs:
        first = {sample[0] for sample in rule.examples}
        assert first <= set(rule.marks), rule.id


def test_words() -> None:
    assert all(form for rule in BOOK.words for form in rule.forms)
    months = sorted({rule.value for rule in BOOK.words if rule.of == "month"})
    assert months == list(range(1, 13))


def test_findings() -> None:
    for rule in BOOK.findings:
        found = finding(BOOK, rule.id, "L1", **rule.example)
        assert (found.code, found.where, found.severity) == (rule.id, "L1", Severity[rule.severity.upper()])
        assert "?" not in found.message
        assert all(fact in found.message for fact in rule.example.values())


def test_all_laws_hold_between_our_own_rules() -> None:
    assert check_rulebook(BOOK) is BOOK


def read_cases(name: str) -> Iterator[tuple[str, str, str]]:
    """Title, line and expectation of each case: three parts, each closed by a line with a dot."""
    parts: list[str] = []
    lines: list[str] = []
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line == ".":
            parts.append("\n".join(lines).strip("\n"))
            lines = []
        elif not (line.startswith("#") and not parts):
            lines.append(line)
        if len(parts) == len(("title", "line", "expected")):
            yield parts[0].strip(), parts[1], parts[2]
            parts = []


def period_text(mention: PeriodMention) -> str:
    period = mention.period
    dates = f"[{period.start}..{period.end}]" if period.end else ""
    return f"{period.label}{dates}{'!' if mention.at_end else ''}@{mention.start}-{mention.end}"


@pytest.mark.parametrize(("title", "line", "want"), list(read_cases("periods.txt")))
def test_lines_with_periods(title: str, line: str, want: str) -> None:
    mentions = find_periods(line, BOOK)
    assert " ".join(period_text(mention) for mention in mentions) == want, title
    assert all(mention.period.printed in line[mention.start : mention.end] for mention in mentions)


def unit_text(mention: UnitMention, line: str) -> str:
    marks = [f"{mention.scale} {mention.unit}@{mention.start}-{mention.end}"]
    marks += ["declared"] * mention.declaration + ["bracketed"] * mention.bracketed
    marks += [f"at {line[mention.figure_start : mention.figure_end]}"] * mention.attached
    marks += [f"excluding {mention.excluding}"] * bool(mention.excluding)
    return " ".join(marks)


@pytest.mark.parametrize(("title", "line", "want"), list(read_cases("units.txt")))
def test_lines_with_units(title: str, line: str, want: str) -> None:
    assert "; ".join(unit_text(mention, line) for mention in find_units(line, BOOK)) == want, title
