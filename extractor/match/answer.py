"""What a printed label is: an item of the rulebook, else a line of the taxonomy, else a reasoned refusal."""

from dataclasses import replace
from functools import lru_cache

from extractor.errors import CallError
from extractor.match.item import NEAR_LINE, joined, listed_item, no_name, unlisted_item
from extractor.match.lines import NOTE, Context, FoundLines, listed_lines, near_lines, rivals_of, settled
from extractor.match.roles import MEMO, PART, TAKEN_OFF, row_role
from extractor.model.figure import Measure
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.glyphs import ideographs
from extractor.rulebook.items import Item, PeriodType, StatementKind
from extractor.rulebook.lexicon import lexicon
from extractor.rulebook.lookup import items_named
from extractor.rulebook.names import Name, halves, read_name
from extractor.rulebook.taxonomy import OTHER_STATEMENTS, StatementLine

LISTED = 97
"""From here on the rulebook lists the name itself."""
_STATEMENTS = frozenset((*(kind.value for kind in StatementKind), *OTHER_STATEMENTS))
_MEASURES = frozenset(measure.value for measure in Measure)
_PERIODS = {"instant": PeriodType.STOCK, "duration": PeriodType.FLOW}
_MEASURE_OF = {"monetary": Measure.AMOUNT, "perShare": Measure.PER_SHARE, "percent": Measure.RATIO}
_SAYS = {PART: "a part of the row above", MEMO: "given besides, not part of a sum"}


def match_item(
    label: str, rulebook: Rulebook, *, statement: str = "", measure: str = "", section: str = ""
) -> ItemMatch:
    """The item that a printed label stands for; `item_id` is empty where there is none, `because` says why.

    `statement` (income, comprehensive, balance, cashflow, indicator, equity, note), `measure` (amount, ratio,
    count, ...) and `section` (the printed name of the rows above: 流動資産) decide between items and lines that
    share a name. A line of the taxonomy that is no item of the rulebook has `line.<name>` for an id.
    Raises CallError where statement or measure is no such word.
    """
    if statement and statement not in _STATEMENTS:
        raise CallError(f"no statement is called {statement!r}; use {', '.join(sorted(_STATEMENTS))}")
    if measure and measure not in _MEASURES:
        raise CallError(f"no measure is called {measure!r}; use {', '.join(sorted(_MEASURES))}")
    found = _answer(ideographs(label, rulebook), rulebook, Context(statement, measure, section))
    return found if found.label == label else replace(found, label=label)


@lru_cache(maxsize=32768)
def _answer(label: str, rulebook: Rulebook, context: Context) -> ItemMatch:
    """The match of the label as it stands; only where there is none, of what its words of role leave."""
    whole = _named(label, rulebook, context)
    role, rest = row_role(label, rulebook)
    if role not in TAKEN_OFF or whole.item_id:
        said = "" if role in TAKEN_OFF else role
        return whole if whole.role == said else replace(whole, role=said)
    found = _named(rest, rulebook, context) if rest != label else whole
    return replace(found, label=label, role=role, because=f"{found.because}; {_SAYS[role]}")


def _named(label: str, rulebook: Rulebook, context: Context) -> ItemMatch:
    both = halves(label)
    if both:
        ours, theirs = (_named(half, rulebook, context) for half in both)
        return joined(label, ours, theirs, rulebook)
    item = listed_item(label, rulebook, context.statement, context.measure)
    if item and _shared(item, label, rulebook, context):
        return item
    name = read_name(label)
    found = listed_lines(name, rulebook, context)
    if not found.lines or (item is None and _no_name(label, name, found, rulebook)):
        return item or _unlisted(label, name, rulebook, context)
    if item and (item.score >= LISTED or _is_near(item)):
        return _of_item(label, item, found, rulebook, context)
    return _better(label, item, found, rulebook)


def _no_name(label: str, name: Name, found: FoundLines, rulebook: Rulebook) -> bool:
    """Whether a text is torn or too long for a name, and not printed just so in the taxonomy."""
    if not no_name(label, name, lexicon(rulebook)):
        return False
    return all(read_name(printed).full != name.full for printed in (*found.lines[0].ja, *found.lines[0].en))


def _better(label: str, item: ItemMatch | None, found: FoundLines, rulebook: Rulebook) -> ItemMatch:
    """The line of the taxonomy, unless the rulebook has the name more surely or the line is one of notes only."""
    line = settled(label, found)
    if found.lines[0].statement == NOTE:
        item = item or unlisted_item(label, rulebook)
    weaker = item is None or not item.item_id or (line.score > item.score and found.lines[0].statement != NOTE)
    return line if weaker or item is None else item


def _unlisted(label: str, name: Name, rulebook: Rulebook, context: Context) -> ItemMatch:
    item = unlisted_item(label, rulebook)
    if item.item_id or no_name(label, name, lexicon(rulebook)):
        return item
    near = near_lines(name, rulebook, context)
    return settled(label, near) if near.lines else item


def _is_near(item: ItemMatch) -> bool:
    return item.because.startswith(NEAR_LINE)


def _shared(item: ItemMatch, label: str, rulebook: Rulebook, context: Context) -> bool:
    """Whether several items share the name and what was said does not decide."""
    if item.item_id:
        return False
    return len(items_named(label, rulebook, statement=context.statement, measure=context.measure)) > 1


def _of_item(label: str, item: ItemMatch, found: FoundLines, rulebook: Rulebook, context: Context) -> ItemMatch:
    """The item with the concept of its line; the line itself where it is another thing in the named statement."""
    owner = _item(item.item_id, rulebook)
    if owner.statement is StatementKind.ANY:
        placed = context.section and not rivals_of(found.lines)
        return replace(item, concept=found.lines[0].concept) if placed else item
    own = [line for line in found.lines if _same_thing(line, owner, context, near=_is_near(item))]
    if own:
        own.sort(key=lambda line: line.statement != (context.statement or owner.statement))
        concepts = {line.concept for line in own if line.statement == own[0].statement}
        return item if item.concept in concepts else replace(item, concept=own[0].concept)
    line = settled(label, found) if context.statement else item
    return line if line.item_id else item


def _same_thing(line: StatementLine, owner: Item, context: Context, *, near: bool) -> bool:
    """Whether a line of an item's name is the item: listed as it, at its place, or of its kind where it was named."""
    if line.item == owner.id or near:
        return line.item == owner.id
    kind = (_PERIODS[line.period], _MEASURE_OF.get(line.data, Measure.COUNT))
    at_home = line.statement == owner.statement
    return at_home or (line.statement == context.statement and kind == (owner.period, owner.measure))


@lru_cache(maxsize=512)
def _item(item_id: str, rulebook: Rulebook) -> Item:
    return next(item for item in rulebook.items if item.id == item_id)
