"""Printed names to lines of the taxonomy, within the statement and the section where they stand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractor.match.slips import near_keys
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.items import StatementKind
from extractor.rulebook.lexicon import Lexicon, bare_keys, lexicon, one_signed
from extractor.rulebook.names import Name
from extractor.rulebook.stripping import strippings
from extractor.rulebook.taxonomy import StatementLine, Taxonomy, label_key, line_id, taxonomy

CLEAR = 3
"""How many places of one line are worth naming."""
_ORDER = (*(kind.value for kind in StatementKind), "equity", "note")
_STANDARDS = ("jppfs_cor", "jpigp_cor", "jpcrp_cor")
_INCOME, _COMPREHENSIVE = StatementKind.INCOME.value, StatementKind.COMPREHENSIVE.value
_ALSO_IN = {
    _INCOME: (_COMPREHENSIVE,),
    _COMPREHENSIVE: (_INCOME,),
    StatementKind.CASHFLOW.value: (_INCOME,),
    "equity": (_INCOME, _COMPREHENSIVE, StatementKind.BALANCE.value),
}
"""Statements whose lines are printed in others too.

Comprehensive income stands at the foot of many income statements, cash flows begin with lines of income, and the
statement of equity has the lines of all that changes equity.
"""
_DEPTH = 5
LOOSE = 94
"""The score of a name that lacks words like total; in notes such words part one line from the other."""
SECTOR = 3
NOTE = "note"
_ELSEWHERE = 10
"""What a name loses that stands at several places of its statement."""


class Context(NamedTuple):
    """Where a label stands: its statement, the measure of its figures, the name of the section above it."""

    statement: str = ""
    measure: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLines:
    """Lines that bear a name, the best first, how surely (0 to 100), and why; none and the reason otherwise."""

    lines: tuple[StatementLine, ...] = ()
    score: int = 0
    because: str = ""


def listed_lines(name: Name, rulebook: Rulebook, context: Context) -> FoundLines:
    """The lines that bear this name, whole, without its brackets, or without words like total."""
    lex, tax = lexicon(rulebook), taxonomy()
    for places, score, because in _steps(name, lex, tax) if name.full else ():
        lines = _within(tax.of(places), context, rulebook)
        if lines and (score > LOOSE or lines[0].statement != NOTE):
            return FoundLines(lines=lines, score=score, because=because)
    return FoundLines()


def near_lines(name: Name, rulebook: Rulebook, context: Context) -> FoundLines:
    """The lines whose name differs by letters that carry no meaning."""
    lex, tax = lexicon(rulebook), taxonomy()
    for key, score in near_keys(name, lex, tax):
        lines = _within(tax.of(tax.exact[key]), context, rulebook)
        if lines:
            return FoundLines(lines=lines, score=score, because=f"near {lines[0].label!r} of the taxonomy")
    return FoundLines()


def settled(label: str, found: FoundLines) -> ItemMatch:
    """The match that found lines give; a refusal where they are different things under one name.

    Where the name stands at several places of its statement and none was named, the concept is that of the most
    general place, and the reason names the others.
    """
    first, rivals = found.lines[0], rivals_of(found.lines)
    strange = next((line for line in rivals if not _one_thing(first, line)), None)
    if strange:
        return ItemMatch(label=label, because=f"a name of more than one line: {first.concept}, {strange.concept}")
    places = ", ".join(line.concept for line in (first, *rivals)[:CLEAR])
    return ItemMatch(
        label=label,
        item_id=first.item or line_id(first),
        concept=first.concept,
        score=found.score - (_ELSEWHERE if rivals else 0),
        because=f"{found.because}, at several places: {places}" if rivals else found.because,
    )


def rivals_of(lines: Sequence[StatementLine]) -> tuple[StatementLine, ...]:
    """The lines that the first could as well be: as general, of one statement and standard, under another total."""
    first = lines[0]
    return tuple(line for line in lines[1:] if line.parent != first.parent and _class(line) == _class(first))


def _class(line: StatementLine) -> tuple[str, str, bool]:
    """Statement and standard, and whether it is a line of one sector only: other companies do not have it."""
    standard = line.concept.partition(":")[0]
    return line.statement, standard, standard == _STANDARDS[0] and line.tier == SECTOR


def _one_thing(one: StatementLine, other: StatementLine) -> bool:
    """Whether two lines of one name are one thing at two places."""
    if one.item and other.item:
        return one.item == other.item
    return one.period == other.period and one.data == other.data


def _steps(name: Name, lex: Lexicon, tax: Taxonomy) -> Iterator[tuple[tuple[int, ...], int, str]]:
    keys = bare_keys(name, lex)
    yield tax.exact.get(keys[0], ()), 100, "line of the taxonomy"
    for key in keys[1:]:
        yield tax.exact.get(key, ()), 98, "line of the taxonomy with a unit or the other sign in brackets"
    for key in one_signed(name, lex):
        yield tax.exact.get(key, ()), 97, "line of the taxonomy with both signs"
    for key in keys:
        yield tax.bare.get(key, ()), 96, "line of the taxonomy that adds the other sign or a net amount"
    loose = _without_light(keys[-1], name, lex, tax)
    if loose != keys[-1]:
        yield tax.exact.get(loose, ()), LOOSE, "line of the taxonomy without words like total"


def _without_light(key: str, name: Name, lex: Lexicon, tax: Taxonomy) -> str:
    if name.japanese:
        return next((form for form in strippings(key, lex.japanese.light) if form in tax.exact), key)
    return " ".join(word for word in key.split() if word not in lex.english.light) or key


def _within(lines: tuple[StatementLine, ...], context: Context, rulebook: Rulebook) -> tuple[StatementLine, ...]:
    """The lines of the named statement and, where any is, of the named section; the most general first."""
    if len(lines) <= 1 and not context.statement:
        return lines
    kept = [line for line in lines if not context.statement or line.statement == context.statement]
    kept = kept or [line for line in lines if line.statement in _ALSO_IN.get(context.statement, ())]
    above = _named(context.section, rulebook) if context.section else frozenset()
    inside = [line for line in kept if above & _ancestors(line)] if above else []
    return tuple(sorted(inside or kept, key=_rank) if len(kept) > 1 else kept)


def _rank(line: StatementLine) -> tuple[int, int, int, bool, int]:
    standard = line.concept.partition(":")[0]
    return line.tier, _ORDER.index(line.statement), _STANDARDS.index(standard), not line.parent, len(line.concept)


def _named(section: str, rulebook: Rulebook) -> frozenset[str]:
    tax = taxonomy()
    return frozenset(line.concept for line in tax.of(tax.exact.get(label_key(section, rulebook), ())))


def _ancestors(line: StatementLine) -> frozenset[str]:
    known, found = taxonomy().by_concept, []
    for _ in range(_DEPTH):
        found.append(line.parent)
        if line.parent not in known:
            break
        line = known[line.parent]
    return frozenset(filter(None, found))
