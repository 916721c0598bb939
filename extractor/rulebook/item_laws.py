"""Laws of items and identities: a name has one owner unless all owners say so, and every reference exists."""

from extractor.errors import RulebookError
from extractor.rulebook.book import Rulebook
from extractor.rulebook.identities import ANY_ITEM, PARTS, WHOLE, Identity
from extractor.rulebook.lexicon import Lexicon, key_of, lexicon
from extractor.rulebook.names import read_name


def check_items(book: Rulebook) -> None:
    """Raise RulebookError for a name with two owners of which one does not say so, and for unknown items."""
    lex = lexicon(book)
    said = {item.id: {_key(name, lex) for name in item.contexts} for item in book.items}
    for key, entries in lex.entries.items():
        for entry in entries if len(entries) > 1 else ():
            if key not in said[entry.item.id]:
                where = f"{book.origin[entry.item.id]}: {entry.item.id}: field 'contexts'"
                owners = ", ".join(other.item.id for other in entries)
                raise RulebookError(f"{where}: {entry.name!r} is a name of {owners}; each must tell when")
    known = {item.id for item in book.items} | {ANY_ITEM, PARTS, WHOLE}
    for alias in book.aliases:
        if alias.item not in known:
            raise RulebookError(f"{book.origin[alias.id]}: {alias.id}: no item has the id {alias.item!r}")
    for identity in book.identities:
        _check_references(identity, known, book.origin[identity.id])


def _key(name: str, lex: Lexicon) -> str:
    read = read_name(name)
    return key_of(read.full, lex, japanese=read.japanese)


def _check_references(identity: Identity, known: set[str], origin: str) -> None:
    for part in (identity.target, *identity.operands, *identity.over):
        if part.item not in known:
            raise RulebookError(f"{origin}: {identity.id}: no item has the id {part.item!r}")
