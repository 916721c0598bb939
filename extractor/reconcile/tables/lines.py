"""Rows of a table: names printed on the lines of figures, and names that stand alone."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from extractor.model.exhibit import Name, Section
from extractor.model.figure import Measure
from extractor.reconcile.boards.board import Board
from extractor.reconcile.naming.names import ratio_like
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.tables.grid import Line
from extractor.rulebook import Rulebook
from extractor.rulebook.identities import At, IdentityKind, Scope
from extractor.rulebook.items import Item, PeriodType
from extractor.rulebook.lookup import items_named
from extractor.rulebook.terms import find_terms

DAY_WORDS = re.compile(r"\bend(?:ing)? of\b|\bat (?:the )?end\b|期末|末残", re.IGNORECASE)
GROUP = "consolidated"
LABEL_REACH = 5
LEAST_TERMS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A printed name with its first and last line and its key."""

    text: str
    first: int
    last: int
    key: str
    item: Item | None
    label: bool = False


def table_lines(board: Board, scene: Scene) -> tuple[Line, ...]:
    """Rows in text order, each name once."""
    items = {item.id: item for item in scene.rulebook.items}
    own = own_currency(board)
    chosen = sorted(_chosen(board, scene, items), key=lambda named: (named.first, named.text))
    out: dict[str, Line] = {}
    for named in chosen:
        line = _line(named, len(out), own=own)
        out.setdefault(line.key or line.name, line)
    return tuple(out.values())


def row_lines(board: Board, scene: Scene) -> tuple[Line, ...]:
    """One row for every labelled row of a grid whose cells the source marks, names printed twice kept apart."""
    items = {item.id: item for item in scene.rulebook.items}
    own = own_currency(board)
    named = [
        _named(row.label, (row.glyphs[0].token.line,) * 2, scene, items, label=True) for row in board.proposal.rows
    ]
    counts = Counter(one.key for one in named)
    single = [one if counts[one.key] == 1 else replace(one, key="", item=None) for one in named]
    return tuple(_line(one, place, own=own) for place, one in enumerate(single))


def is_bare_scale(board: Board) -> bool:
    """Whether a scale is declared without a currency."""
    return not board.exhibit.unit.unit and board.exhibit.unit.scale != "1"


def own_currency(board: Board) -> bool:
    """Whether some amounts print a currency of their own without a scale, as those per share do, and others do not.

    Under a bare scale (`In millions`) the signs of money tell the currency of the whole table.
    """
    if is_bare_scale(board):
        return False
    amounts = [g.quantity for row in board.proposal.rows for g in row.glyphs if not g.quantity.percent]
    return {bool(quantity.currency) and not quantity.scale for quantity in amounts} == {True, False}


def _line(named: Named, place: int, *, own: bool) -> Line:
    item = named.item
    per_share = item is not None and item.measure is Measure.PER_SHARE
    ratio = ratio_like(named.text) or (item is not None and item.measure is Measure.RATIO)
    return Line(
        name=named.text,
        key=named.key,
        order=item.order if item is not None else -1,
        place=place,
        stock=item is not None and item.period is PeriodType.STOCK,
        own=own and per_share,
        ratio=ratio,
        label=named.label,
    )


def _chosen(board: Board, scene: Scene, items: dict[str, Item]) -> list[Named]:
    """Labels of lines, then the longest known names, then what is left of the other names where rows are missing."""
    labels = list(_labels(board, scene, items))
    chosen = list(labels)
    free = [
        _named(name.text, (name.first, name.last), scene, items)
        for name in _free_names(board)
        if not _piece(name, labels)
    ]
    known = [named for named in free if named.item is not None]
    for named in sorted(known, key=lambda n: (n.first - n.last, n.first, -len(n.text))):
        if not any(_overlap(named, kept) for kept in chosen if not kept.label):
            chosen.append(named)
    if _missing(board, chosen) > 0:
        chosen.extend(_others(free, chosen, board.exhibit.title))
    return chosen


def _free_names(board: Board) -> tuple[Name, ...]:
    """Names that may name rows: those of the slide, or of the sections of the table's name, or those in no section."""
    exhibit = board.exhibit
    names = tuple(name for name in exhibit.names if name.first != exhibit.title_line)
    section = section_of(board)
    if section is None:
        return names
    mine = [other for other in exhibit.sections if other.name == section.name]
    inside = tuple(name for name in names if any(part.first <= name.order <= part.last for part in mine))
    taken = {_letters(other.name) for other in exhibit.sections}
    inside = tuple(name for name in inside if not any(_letters(name.text) in other for other in taken))
    last = max(part.last for part in exhibit.sections)
    return inside or tuple(name for name in names if name.order > last)


def scope_of(board: Board, rulebook: Rulebook) -> str:
    """What sets the keys of a section apart from those of the whole group; empty for the group itself."""
    section = section_of(board)
    name = section.name if section is not None else heading_of(board)
    scopes = [term.reading for term in find_terms(name, rulebook) if term.term == "scope"]
    return f"@{name}" if name and not (scopes and all(scope == GROUP for scope in scopes)) else ""


def heading_of(board: Board) -> str:
    """What stands over a grid whose cells the source marks; empty for other tables."""
    over = [row.breadcrumb[0] for row in board.proposal.rows if row.breadcrumb] if board.proposal.marked else []
    return over[0] if over and len(over) == len(board.proposal.rows) and len(set(over)) == 1 else ""


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())


def section_of(board: Board) -> Section | None:
    """The section of the slide that a table is; None where the slide is one table."""
    sections = board.exhibit.sections
    return sections[board.proposal.panel - 1] if sections and not board.proposal.marked else None


def _labels(board: Board, scene: Scene, items: dict[str, Item]) -> Iterator[Named]:
    """Labels of the printed runs, and those of other sections of the same name."""
    own = {(row.glyphs[0].token.line, row.label): None for row in board.proposal.rows if row.label}
    for line, label in own:
        yield _named(label, (line, line), scene, items, label=True)
    section = section_of(board)
    if section is None or own:
        return
    mine = [other for other in board.exhibit.sections if other.name == section.name]
    for token in board.exhibit.tokens:
        if token.row and token.label and any(part.first <= token.order <= part.last for part in mine):
            yield _named(token.label, (token.line, token.line), scene, items, label=True)


def _named(text: str, lines: tuple[int, int], scene: Scene, items: dict[str, Item], *, label: bool = False) -> Named:
    item = items.get(scene.keys.match(text).item_id) or _amount_named(text, scene.rulebook)
    return Named(
        text=text,
        first=lines[0],
        last=lines[1],
        key=item.id if item is not None else scene.keys.key(text),
        item=item,
        label=label,
    )


def _amount_named(text: str, rulebook: Rulebook) -> Item | None:
    """The item that a name of two items can only be where amounts are printed."""
    found = items_named(text, rulebook, measure=Measure.AMOUNT.value)
    return found[0] if len(found) == 1 else None


def _piece(name: Name, labels: list[Named]) -> bool:
    """Whether a name is a line of a label that goes on below."""
    return any(0 <= label.first - name.last <= LABEL_REACH and name.text in label.text for label in labels)


def _overlap(one: Named, other: Named) -> bool:
    if one.first > other.last or other.first > one.last:
        return False
    single = one.first == one.last == other.first == other.last
    return not single or one.text in other.text or other.text in one.text


def _missing(board: Board, chosen: list[Named]) -> int:
    """How many rows the longest printed column has beyond the names found."""
    longest = max((len(row.glyphs) for row in board.proposal.rows if not row.clean), default=0)
    return longest - len({named.key or named.text for named in chosen})


def _others(free: list[Named], chosen: list[Named], title: str) -> Iterator[Named]:
    """Names that no item bears, the longest of each place, beside the names chosen."""
    kept: list[Named] = list(chosen)
    for named in sorted(free, key=lambda n: (n.first - n.last, n.first)):
        if named.item is not None or not named.key or named.text in title:
            continue
        if not any(_overlap(named, other) for other in kept if not other.label):
            kept.append(named)
            yield named


def line_of(lines: Iterable[Line], text: str, key: str) -> int:
    """The number of the row of a name, −1 where there is none."""
    for number, line in enumerate(lines):
        if line.name == text or (key and line.key == key):
            return number
    return -1


def at_day(line: Line) -> bool:
    """Whether a row of flows shows what stands at the end of the period."""
    return bool(DAY_WORDS.search(line.name))


def sum_terms(lines: tuple[Line, ...], rulebook: Rulebook) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Sums of the statement among the rows: the total, then the parts with their weights."""
    places = {line.key: number for number, line in enumerate(lines)}
    out: list[tuple[tuple[int, int], ...]] = []
    for identity in rulebook.identities:
        if identity.kind is not IdentityKind.SUM or identity.scope is not Scope.COMPANY:
            continue
        parts = [part for part in identity.operands if not part.optional or part.item in places]
        if any(part.at is not At.SAME for part in parts) or not all(
            p.item in places for p in (identity.target, *parts)
        ):
            continue
        terms = (
            (places[identity.target.item], 1),
            *((places[part.item], int(part.weight)) for part in parts),
        )
        if len(terms) > LEAST_TERMS:
            out.append(tuple(terms))
    return tuple(out)
