"""Labels of one table: what one leaves open, the others may decide."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from extractor.match.answer import match_item
from extractor.match.labels import by_elimination
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.items import StatementKind
from extractor.rulebook.lookup import items_named

_NO_STATEMENT = frozenset((StatementKind.ANY, StatementKind.INDICATOR))


def match_together(
    labels: Sequence[str], rulebook: Rulebook, *, statement: str = "", measure: str = "", section: str = ""
) -> tuple[ItemMatch, ...]:
    """One match per label, in order; context as for `match_item`.

    A name that several items share goes to the one in the statement that all other labels stand in, else to the one
    that no other label is.
    """
    alone = [match_item(text, rulebook, statement=statement, measure=measure, section=section) for text in labels]
    named = {found.item_id for found in alone if found.item_id}
    theirs = statement or _statement(named, rulebook)
    return tuple(found if found.item_id else _decided(found, theirs, named, rulebook) for found in alone)


def _statement(named: set[str], rulebook: Rulebook) -> str:
    kinds = Counter(
        item.statement for item in rulebook.items if item.id in named and item.statement not in _NO_STATEMENT
    )
    return next(iter(kinds)).value if len(kinds) == 1 else ""


def _decided(found: ItemMatch, statement: str, named: set[str], rulebook: Rulebook) -> ItemMatch:
    owners = items_named(found.label, rulebook)
    if all(item.statement not in _NO_STATEMENT for item in owners):
        owners = items_named(found.label, rulebook, statement=statement)
        if len(owners) == 1:
            because = f"a name of more than one item; the other labels stand in the statement {statement}"
            return replace(by_elimination(found, owners[0]), because=because)
    left = [item for item in owners if item.id not in named]
    return by_elimination(found, left[0]) if len(owners) > 1 and len(left) == 1 else found
