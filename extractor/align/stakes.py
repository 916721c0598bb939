"""Stakes: how much of companies is owned, in tables with such a column and in brackets under their names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Token
from extractor.model.figure import Measure
from extractor.model.number import Quantity, Sign
from extractor.model.proposal import Claim, Glyphs
from extractor.model.text import CellTable, Span, repaired_column
from extractor.rulebook import Rulebook
from extractor.rulebook.phrases import find_phrases

OWNED = "owned"
HEAD_ROWS = 2
HEAD_WORDS = 3
LONGEST_NAME = 6
PHRASE_LINES = 3
BLANKS = 1
HOLDERS = regex.compile(
    r"^(?:major |large |top |main )?shareholders?\s*[:：]\s*(\p{Lu}.*)$|^株主\s*[:：]\s*(.+)$", regex.IGNORECASE
)
NAME = regex.compile(r"^\p{Lu}[^\d%]*$|^\p{Han}[^\d%]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a table of companies: the part it stands in, its name, and its share where it has one."""

    part: str
    name: str
    token: Token | None


def find_stakes(
    exhibits: tuple[Exhibit, ...],
    lines: tuple[RepairedLine, ...],
    tables: tuple[CellTable, ...],
    rulebook: Rulebook,
) -> tuple[Claim, ...]:
    """Claims of how much of a company is owned; they have no date of their own."""
    by_number = {line.number: line for line in lines}
    out: list[Claim] = []
    for exhibit in exhibits:
        tokens = {token.run.span: token for token in exhibit.tokens}
        out.extend(_tabled(exhibit, tokens, tables, (by_number, rulebook)))
        out.extend(_bracketed(exhibit, by_number, rulebook))
    return tuple(out)


def _tabled(
    exhibit: Exhibit,
    tokens: Mapping[Span, Token],
    tables: tuple[CellTable, ...],
    deck: tuple[Mapping[int, RepairedLine], Rulebook],
) -> Iterator[Claim]:
    """The shares of a table with a column of ownership."""
    lines, rulebook = deck
    for table in tables:
        here = table.first in lines and lines[table.first].slide == exhibit.slide
        head = _head(table, lines, rulebook) if here else None
        if head is not None:
            rows = list(_rows(table, head, lines, tokens))
            for row, token, merged in _spread(rows):
                claim = _claim(exhibit, f"Ownership of {row.name}", token)
                yield replace(claim, scope=row.part, merged=merged)


def _head(table: CellTable, lines: Mapping[int, RepairedLine], rulebook: Rulebook) -> tuple[int, int] | None:
    """Row and column of the head that says how much is owned."""
    for number, row in enumerate(table.rows[:HEAD_ROWS]):
        for at, cell in enumerate(row):
            text = _text(lines[cell.line], cell).strip()
            owned = any(mention.part == OWNED and not mention.start for mention in find_phrases(text, rulebook))
            if at and owned and len(text.split()) <= HEAD_WORDS:
                return number, at
    return None


def _rows(
    table: CellTable, head: tuple[int, int], lines: Mapping[int, RepairedLine], tokens: Mapping[Span, Token]
) -> Iterator[_Row]:
    """The companies below a head, each named by the last words left of its share."""
    part = ""
    for row in table.rows[head[0] + 1 :]:
        line = lines[row[0].line]
        cells = [" ".join(_text(line, cell).split()) for cell in row]
        part = cells[0] or part
        names = [text for text in cells[1 : head[1]] if any(sign.isalpha() for sign in text)]
        inside = [r for r in line.runs if head[1] < len(row) and _within(r.span, row[head[1]])]
        shares = [r for r in inside if len(r.best.quantities) == 1 and r.best.quantities[0].percent]
        token = tokens.get(shares[0].span) if len(shares) == len(inside) == 1 else None
        if names:
            yield _Row(part=part, name=names[-1], token=token)


def _within(span: Span, cell: Span) -> bool:
    return cell.start <= span.start < cell.end


def _spread(rows: Sequence[_Row]) -> Iterator[tuple[_Row, Token, bool]]:
    """Every company with its share; one share in the middle of empty cells of its part is that of them all."""
    for at, row in enumerate(rows):
        if row.token is None:
            continue
        above = _empty(rows[:at][::-1], row.part)
        below = _empty(rows[at + 1 :], row.part)
        merged = min(above, below) > 0 and abs(above - below) <= 1
        for other in rows[at - above : at + below + 1] if merged else (row,):
            yield other, row.token, merged


def _empty(rows: Sequence[_Row], part: str) -> int:
    """How many rows of a part have no share, from the first on."""
    ends = (number for number, row in enumerate(rows) if row.token is not None or row.part != part)
    return next(ends, len(rows))


def _text(line: RepairedLine, cell: Span) -> str:
    """The repaired text of a cell."""
    return line.text[repaired_column(line.edits, cell.start) : repaired_column(line.edits, cell.end)]


def _bracketed(exhibit: Exhibit, lines: Mapping[int, RepairedLine], rulebook: Rulebook) -> Iterator[Claim]:
    """Shares in brackets behind `subsidiary` or the like, where the name of a company stands right above."""
    for token in exhibit.tokens:
        quantities = token.run.best.quantities
        line = lines[token.line]
        lone = len(line.runs) == len(quantities) == 1 and not line.text[token.run.end :].strip()
        if not lone or not quantities[0].percent or quantities[0].sign is not Sign.BRACKET:
            continue
        above = _above(line, token, lines)
        name = _owned(above, rulebook)
        holder = HOLDERS.match(above[1][0]) if len(above) > 1 and not above[0][0] else None
        if name:
            yield _claim(exhibit, f"Ownership of {name}", token)
        elif holder is not None:
            yield replace(_claim(exhibit, (holder[1] or holder[2]).strip(), token), scope="Shareholders")


def _above(line: RepairedLine, token: Token, lines: Mapping[int, RepairedLine]) -> list[tuple[str, bool]]:
    """The words before a bracket and the lines above it, the nearest first, each with whether a blank stands below."""
    found = [(line.text[: token.run.start].strip(), False)]
    number, blank = line.number - 1, False
    while number in lines and len(found) <= PHRASE_LINES and lines[number].slide == line.slide:
        text = lines[number].text.strip()
        if lines[number].runs:
            break
        found += [(text, blank)] if text else []
        blank = not text
        number -= 1
    return found


def _owned(above: Sequence[tuple[str, bool]], rulebook: Rulebook) -> str:
    """The name right above the phrase that a bracket stands behind; empty where a blank parts them."""
    for size in range(1, len(above)):
        phrase = " ".join(text for text, _ in reversed(above[:size]) if text)
        mentions = find_phrases(phrase, rulebook)
        whole = any(m.part == OWNED and not m.start and m.end == len(phrase) for m in mentions)
        name, blank = above[size]
        longer = f"{name} {phrase}"
        goes_on = any(m.part == OWNED and not m.start and m.end == len(longer) for m in find_phrases(longer, rulebook))
        if whole and not goes_on:
            return name if not blank and NAME.match(name) and len(name.split()) <= LONGEST_NAME else ""
    return ""


def _claim(exhibit: Exhibit, subject: str, token: Token) -> Claim:
    return Claim(
        exhibit=exhibit.number,
        subject=subject,
        glyphs=Glyphs(token=token, quantity=_unsigned(token.run.best.quantities[0])),
        measure=Measure.RATIO,
        unit="%",
        line=token.line,
    )


def _unsigned(quantity: Quantity) -> Quantity:
    """The share: its bracket is no minus."""
    return replace(quantity, sign=Sign.NONE) if quantity.sign is Sign.BRACKET else quantity
