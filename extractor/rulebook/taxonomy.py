"""Lines of the statements as the taxonomy names them: what rules/items does not list by itself.

The labels are data (`rules/taxonomy/lines.csv`); their comparable forms are made once, by `make taxonomy`, and read
from `keys.tsv`, for comparing twelve thousand labels anew would take longer than reading a deck.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from extractor.errors import RulebookError
from extractor.rulebook.book import Rulebook
from extractor.rulebook.lexicon import bare_keys, key_of, lexicon
from extractor.rulebook.load import rules_home
from extractor.rulebook.names import local_id, read_name

FOLDER, LINES, KEYS = "taxonomy", "lines.csv", "keys.tsv"
EXACT, BARE = "=", "~"
OTHER_STATEMENTS = ("equity", "note")
"""Statements of the taxonomy that no item of the rulebook belongs to."""
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A line of the taxonomy. `item` is the rulebook's item that it is, `parent` the line that it adds up to."""

    concept: str
    statement: str
    period: str
    data: str
    item: str
    parent: str
    tier: int
    ja: tuple[str, ...]
    en: tuple[str, ...]

    @property
    def label(self) -> str:
        """The official label: the Japanese one, else the English one."""
        return next(iter((*self.ja, *self.en)), self.concept)


@dataclass(frozen=True, kw_only=True, eq=False)
class Taxonomy:
    """All lines, and their places by the comparable forms of their labels.

    `exact` has whole labels, `bare` labels without the brackets that give a unit, a net amount or another sign.
    """

    lines: tuple[StatementLine, ...]
    exact: Mapping[str, tuple[int, ...]]
    bare: Mapping[str, tuple[int, ...]]

    @cached_property
    def by_concept(self) -> Mapping[str, StatementLine]:
        """The lines by their concept."""
        return {line.concept: line for line in self.lines}

    def of(self, places: Iterable[int]) -> tuple[StatementLine, ...]:
        """The lines at those places."""
        return tuple(self.lines[place] for place in places)


@lru_cache(maxsize=1)
def taxonomy() -> Taxonomy:
    """The taxonomy of the package; read when it is first asked for. Raises RulebookError where it is damaged."""
    lines = read_lines(_text(LINES))
    exact: dict[str, tuple[int, ...]] = {}
    bare: dict[str, tuple[int, ...]] = {}
    for row in _text(KEYS).splitlines():
        kind, key, places = row.split("\t")
        (exact if kind == EXACT else bare)[key] = tuple(map(int, places.split(",")))
    if any(places[-1] >= len(lines) for places in (*exact.values(), *bare.values())):
        raise RulebookError(f"rules/{FOLDER}/{KEYS}: names lines that {LINES} does not have; run `make taxonomy`")
    return Taxonomy(lines=lines, exact=exact, bare=bare)


def read_lines(text: str) -> tuple[StatementLine, ...]:
    """The lines of the table `lines.csv`. Raises RulebookError where a row is wrong."""
    rows = csv.reader(io.StringIO(text))
    head = next(rows, [])
    if head != list(StatementLine.__dataclass_fields__):
        raise RulebookError(f"rules/{FOLDER}/{LINES}: the columns are {', '.join(head)}")
    try:
        return tuple(_line(row) for row in rows)
    except (ValueError, IndexError) as error:
        raise RulebookError(f"rules/{FOLDER}/{LINES}: line {rows.line_num}: {error}") from error


def keys_table(lines: Iterable[StatementLine], rulebook: Rulebook) -> str:
    """The text of `keys.tsv` for these lines: kind, comparable form, places of the lines."""
    places: dict[tuple[str, str], dict[int, None]] = {}
    for at, line in enumerate(lines):
        for kind, key in _keys(line, rulebook):
            places.setdefault((kind, key), {})[at] = None
    rows = (f"{kind}\t{key}\t{','.join(map(str, at))}\n" for (kind, key), at in places.items())
    return "".join(rows)


def label_key(label: str, rulebook: Rulebook) -> str:
    """The comparable form of a whole label."""
    name = read_name(label)
    return key_of(name.full, lexicon(rulebook), japanese=name.japanese)


@lru_cache(maxsize=4096)
def line_id(line: StatementLine) -> str:
    """The id of a line that is no item of the rulebook: one for all its places, standards and languages."""
    return local_id(next(iter((*line.en, *line.ja)), line.concept)).replace("local.", "line.", 1)


def _keys(line: StatementLine, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    lex = lexicon(rulebook)
    for label in (*line.ja, *line.en):
        whole = label_key(label, rulebook)
        if whole:
            yield EXACT, whole
            yield from ((BARE, key) for key in bare_keys(read_name(label), lex) if key != whole)


def _line(row: list[str]) -> StatementLine:
    concept, statement, period, data, item, parent, tier, ja, en = row
    return StatementLine(
        concept=concept,
        statement=statement,
        period=period,
        data=data,
        item=item,
        parent=parent,
        tier=int(tier),
        ja=tuple(filter(None, ja.split(_SEPARATOR))),
        en=tuple(filter(None, en.split(_SEPARATOR))),
    )


def _text(name: str) -> str:
    path = rules_home() / FOLDER / name
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulebookError(f"rules/{FOLDER}/{name}: cannot be read ({error}); install the package again") from error
