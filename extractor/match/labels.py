"""All printed names of a deck to items: what one label leaves open, the others may decide."""

from collections import Counter
from dataclasses import replace

from extractor.match.item import SENTENCE, rulebook_item
from extractor.match.lines import NOTE, Context, FoundLines, listed_lines, rivals_of
from extractor.model.label import ItemMatch, Label
from extractor.rulebook import Rulebook
from extractor.rulebook.abbreviations import Abbreviations, expand
from extractor.rulebook.items import Item, StatementKind
from extractor.rulebook.lookup import items_named
from extractor.rulebook.names import local_id, read_name

Names = tuple[tuple[int, int, str], ...]
"""Printed names with their places: slide, line, text."""
_NOT_A_STATEMENT = frozenset((StatementKind.ANY, StatementKind.INDICATOR))


def match_labels(names: Names, rulebook: Rulebook, abbreviations: Abbreviations = ()) -> tuple[Label, ...]:
    """One label per name, in order.

    A name that several items share goes to the one that the slide's statement or other names leave.
    A name that no item bears keeps a local id; its score is 0 and its reason the matcher's refusal.
    """
    alone = {text: _match_expanded(text, rulebook, abbreviations) for _, _, text in names}
    printed = {found.item_id for found in alone.values() if found.item_id}
    statements = _statements(names, alone, {item.id: item for item in rulebook.items})
    return tuple(
        Label(
            slide=slide,
            line=line,
            text=text,
            match=_decide(alone[text], printed, statements.get(slide, ""), rulebook),
        )
        for slide, line, text in names
    )


def _match_expanded(text: str, rulebook: Rulebook, abbreviations: Abbreviations) -> ItemMatch:
    """The match of the text as printed, else of the text with the deck's own abbreviations written out."""
    found = rulebook_item(text, rulebook)
    written_out = expand(text, abbreviations)
    if found.item_id or written_out == text:
        return found
    again = rulebook_item(written_out, rulebook)
    if not again.item_id:
        return found
    return replace(again, label=text, because=f"{again.because}, as {written_out!r}")


def _statements(names: Names, alone: dict[str, ItemMatch], items: dict[str, Item]) -> dict[int, str]:
    """The statement of each slide whose decided names all belong to one."""
    kinds: dict[int, Counter[str]] = {}
    for slide, _, text in names:
        item = items.get(alone[text].item_id)
        if item and item.statement not in _NOT_A_STATEMENT:
            kinds.setdefault(slide, Counter())[item.statement.value] += 1
    return {slide: next(iter(found)) for slide, found in kinds.items() if len(found) == 1}


def _decide(found: ItemMatch, printed: set[str], statement: str, rulebook: Rulebook) -> ItemMatch:
    if found.item_id:
        return found
    owners = items_named(found.label, rulebook)
    if len(owners) <= 1:
        return replace(found, item_id=_own_id(found), concept=_concept(found.label, statement, rulebook))
    if not any(item.statement in _NOT_A_STATEMENT for item in owners):
        by_statement = rulebook_item(found.label, rulebook, statement=statement)
        if by_statement.item_id:
            return by_statement
    left = [item for item in owners if item.id not in printed]
    return by_elimination(found, left[0]) if len(left) == 1 else found


def _concept(label: str, statement: str, rulebook: Rulebook) -> str:
    """The only line of the taxonomy that bears a Japanese label; English ones may stand in another standard."""
    name = read_name(label)
    found = listed_lines(name, rulebook, Context(statement=statement)) if name.japanese else FoundLines()
    printed = tuple(line for line in found.lines if line.statement != NOTE)
    if not printed or rivals_of(printed) or len({line.statement for line in printed}) > 1:
        return ""
    return printed[0].concept


def _own_id(found: ItemMatch) -> str:
    return "" if found.because == SENTENCE else local_id(found.label)


def by_elimination(found: ItemMatch, item: Item) -> ItemMatch:
    """The match of a shared name whose other items are printed under other names."""
    return replace(
        found,
        item_id=item.id,
        concept=next(iter(item.concepts), ""),
        score=90,
        because="a name of more than one item; the others are printed under other names",
    )
