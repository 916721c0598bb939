"""Laws that hold between rules, checked when they are loaded."""

import re
import string
from collections.abc import Callable, Hashable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import regex

from extractor.errors import RulebookError
from extractor.rulebook.book import Rulebook
from extractor.rulebook.findings import OPTIONAL
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import compile_rule
from extractor.rulebook.period_forms import BUILT
from extractor.rulebook.periods import TRACE, period_gate, period_pieces
from extractor.rulebook.phrases import GENERAL, phrase_key
from extractor.rulebook.rules import (
    FindingRule,
    PeriodForm,
    PeriodRule,
    PhraseRule,
    TermRule,
    UnitKind,
    UnitRule,
    WidthRule,
)
from extractor.rulebook.terms import form_key
from extractor.rulebook.units import unit_pieces

Complain = Callable[[Any, str, str], None]
_WIDEST = 0x2000
_LONG = 2_000
_SLOW = 0.5
_PART = ("part", "word")
_YEAR = ("year",)
_MONTH = ("month", "name")
_NEEDS: Mapping[PeriodForm, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        PeriodForm.QUARTER: (_PART,),
        PeriodForm.HALF: (_PART,),
        PeriodForm.CALENDAR_YEAR: (_YEAR,),
        PeriodForm.MONTH: (_YEAR, _MONTH),
        PeriodForm.MONTHS: (_MONTH, ("month2", "name2")),
        PeriodForm.ENDED: (_YEAR, _MONTH, (*_PART, "length")),
        PeriodForm.INSTANT: (_YEAR, _MONTH),
        PeriodForm.MONTH_DAY: (_MONTH, ("day",)),
        PeriodForm.BARE_YEAR: (_YEAR,),
    }
)
_GIVES: Mapping[UnitKind, tuple[str, ...]] = MappingProxyType(
    {
        UnitKind.CURRENCY: ("unit", "forms"),
        UnitKind.MEASURE: ("unit", "forms"),
        UnitKind.SCALE: ("scale", "forms"),
        UnitKind.SHORT: ("scale", "forms"),
    }
)


def check_laws(book: Rulebook) -> None:
    """Raise RulebookError, naming file, rule and field, for the first rule that breaks a law."""

    def complain(rule: Any, field: str, what: str) -> None:
        raise RulebookError(f"{book.origin[rule.id]}: {rule.id}: field '{field}': {what}")

    for width in book.widths:
        _check_width(width, complain)
    _check_pieces(book, complain)
    _check_periods(book, complain)
    _check_units(book, complain)
    _check_terms(book, complain)
    _check_phrases(book, complain)
    for title in book.titles:
        compile_rule(title, {}, book.origin[title.id])
    for issuer in book.issuers:
        if issuer.kind not in compile_rule(issuer, {}, book.origin[issuer.id]).groupindex:
            complain(issuer, "pattern", f"it needs a group named {issuer.kind}")
    for finding in book.findings:
        _check_finding(finding, complain)


def check_speed(book: Rulebook) -> None:
    """Raise RulebookError for a pattern that takes too long on long runs of its own examples."""
    periods, units = period_pieces(book), unit_pieces(book)
    nothing: Mapping[str, str] = {}
    families: tuple[tuple[Iterable[Any], Mapping[str, str]], ...] = (
        (book.periods, periods),
        (book.units, units),
        (book.terms, nothing),
        (book.titles, nothing),
        (book.issuers, nothing),
    )
    for rules, pieces in families:
        for rule in rules:
            if rule.pattern:
                _run_long(rule, compile_rule(rule, pieces, book.origin[rule.id]), book)


def _run_long(rule: Any, compiled: "regex.Pattern[str]", book: Rulebook) -> None:
    for sample in (*rule.examples, *rule.counters):
        probe = sample * (_LONG // len(sample)) + "\0"
        try:
            for _ in compiled.finditer(probe, timeout=_SLOW):
                pass
        except TimeoutError as error:
            where = f"{book.origin[rule.id]}: {rule.id}: field 'pattern'"
            raise RulebookError(f"{where}: too slow on {sample!r} again and again") from error


def _check_width(rule: WidthRule, complain: Complain) -> None:
    if rule.first or rule.last:
        if not (_is_code(rule.first) and _is_code(rule.last)):
            complain(rule, "first", "the ends of a range are hexadecimal code points")
        if not 0 <= int(rule.last, 16) - int(rule.first, 16) < _WIDEST:
            complain(rule, "last", f"a range holds 1 to {_WIDEST} characters")
    elif len(rule.give) not in {1, len(rule.take)}:
        complain(rule, "give", f"{len(rule.give)} characters for the {len(rule.take)} of 'take'")


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-fA-F]{2,5}", text))


def _check_pieces(book: Rulebook, complain: Complain) -> None:
    owner: dict[str, str] = {}
    for piece in book.pieces:
        compile_rule(piece, {}, book.origin[piece.id])
        if piece.name != TRACE and owner.setdefault(piece.name, piece.id) != piece.id:
            complain(piece, "id", f"a piece named {piece.name} is already given by {owner[piece.name]}")


def _check_periods(book: Rulebook, complain: Complain) -> None:
    pieces, gate = period_pieces(book), period_gate(book)
    for rule in book.periods:
        compiled = compile_rule(rule, pieces, book.origin[rule.id])
        for needed in _NEEDS.get(rule.form, ()):
            if not any(name in compiled.groupindex for name in needed):
                complain(rule, "pattern", f"a {rule.form} needs a group named {' or '.join(needed)}")
        if rule.form is PeriodForm.RELATIVE and not rule.label:
            complain(rule, "label", "a relative period needs a label")
        _check_gate(rule, book, gate, complain)


def _check_gate(rule: PeriodRule, book: Rulebook, gate: re.Pattern[str], complain: Complain) -> None:
    for example in rule.examples if rule.form in BUILT else ():
        if not gate.search(fold(example.rpartition(" -> ")[0], book)):
            complain(rule, "examples", f"{example!r} has no trace of a period; add a piece named trace")


def _check_units(book: Rulebook, complain: Complain) -> None:
    pieces = unit_pieces(book)
    for rule in book.units:
        for field in _GIVES.get(rule.kind, ("pattern",)):
            if not getattr(rule, field):
                complain(rule, field, f"a rule of kind {rule.kind} needs it")
        if rule.pattern:
            compiled = compile_rule(rule, pieces, book.origin[rule.id])
            if rule.kind.startswith("excluding") and "excluding" not in compiled.groupindex:
                complain(rule, "pattern", "it needs a group named excluding")
    for kinds in ({UnitKind.CURRENCY, UnitKind.MEASURE}, {UnitKind.SCALE, UnitKind.SHORT}):
        _check_unique([rule for rule in book.units if rule.kind in kinds], lambda form: form, complain)


def _check_terms(book: Rulebook, complain: Complain) -> None:
    for rule in book.terms:
        if not (rule.forms or rule.pattern):
            complain(rule, "forms", "a term needs forms or a pattern")
        compile_rule(rule, {}, book.origin[rule.id])
        try:
            regex.compile(rule.guard)
        except regex.error as error:
            complain(rule, "guard", f"no valid pattern: {error}")
    _check_unique(book.terms, lambda form: form_key(form, book), complain)


def _check_phrases(book: Rulebook, complain: Complain) -> None:
    for rule in book.phrases:
        try:
            regex.compile(rule.guard)
        except regex.error as error:
            complain(rule, "guard", f"no valid pattern: {error}")
    _check_unique([rule for rule in book.phrases if rule.part != GENERAL], phrase_key, complain)


def _check_unique(
    rules: Iterable[UnitRule | TermRule | PhraseRule], key: Callable[[str], Hashable], complain: Complain
) -> None:
    """A form belongs to one rule; a lexer could not tell two apart."""
    owner: dict[Hashable, str] = {}
    for rule in rules:
        for form in rule.forms:
            if owner.setdefault(key(form), rule.id) != rule.id:
                complain(rule, "forms", f"{form!r} is already a form of {owner[key(form)]}")


def _check_finding(rule: FindingRule, complain: Complain) -> None:
    try:
        parts = list(string.Formatter().parse(rule.template))
    except ValueError as error:
        complain(rule, "template", str(error))
        return
    names = {name for _, name, _, _ in parts if name is not None}
    if odd := sorted(name for name in names if not name.isidentifier()):
        complain(rule, "template", f"{odd[0]!r} is no plain name of a fact")
    if lost := sorted(names - set(rule.example) - OPTIONAL):
        complain(rule, "example", f"it lacks the fact {lost[0]!r} of the template")
