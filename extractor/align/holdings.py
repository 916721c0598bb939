"""Lists of names with their share in brackets behind each, such as large shareholders."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit, Statement, Token
from extractor.model.figure import Measure
from extractor.model.number import Quantity, Run, Sign
from extractor.model.period import Period, PeriodKind
from extractor.model.proposal import Claim, Glyphs

LEAST_NAMES = 3
LONGEST_NAME = 6
WHOLE = 100
EDGES = " ,;、，；・•"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """A name and the run of its share."""

    name: str
    run: Run
    line: int


def find_holdings(exhibits: tuple[Exhibit, ...], lines: tuple[RepairedLine, ...]) -> tuple[Claim, ...]:
    """Claims of the shares that a slide lists by name, at the day that its title gives.

    A list holds nothing but names and their shares, at least three of them, and no more than the whole.
    """
    by_number = {line.number: line for line in lines}
    return tuple(
        claim
        for exhibit in exhibits
        for statement in exhibit.statements
        for claim in _claims(exhibit, statement, by_number)
    )


def _claims(exhibit: Exhibit, statement: Statement, lines: Mapping[int, RepairedLine]) -> Iterator[Claim]:
    shares = [share for number in statement.lines for share in _shares(lines[number])]
    if not _is_list(shares):
        return
    tokens = {token.run.span: token for token in exhibit.tokens}
    places = (*_rows_above(statement, lines), exhibit.title_line)
    days = (_day(lines[number]) for number in places if number in lines)
    day = next((day for day in days if day is not None), None)
    for share in shares:
        token: Token | None = tokens.get(share.run.span)
        if token is not None:
            yield Claim(
                exhibit=exhibit.number,
                subject=share.name,
                glyphs=Glyphs(token=token, quantity=_unsigned(share.run)),
                measure=Measure.RATIO,
                unit="%",
                period=day,
                line=share.line,
                found="heading" if day is not None else "",
            )


def _rows_above(statement: Statement, lines: Mapping[int, RepairedLine]) -> Iterator[int]:
    """The lines of a statement, and where they are cells of a table, its rows above, the nearest first."""
    yield from statement.lines
    at = statement.first - 1
    while at in lines and "\t" in lines[at].text and "\t" in lines[statement.first].text:
        yield at
        at -= 1


def _shares(line: RepairedLine) -> Iterator[_Share]:
    """The runs of a line, each with the text before it; a cell before the first name is its label."""
    start = line.text.rfind("\t", 0, line.runs[0].start) + 1 if line.runs else 0
    for run in line.runs:
        yield _Share(name=line.text[start : run.start].strip(EDGES), run=run, line=line.number)
        start = run.end


def _is_list(shares: list[_Share]) -> bool:
    quantities = [share.run.best.quantities for share in shares]
    single = all(len(found) == 1 and found[0].percent and found[0].sign is Sign.BRACKET for found in quantities)
    if len(shares) < LEAST_NAMES or not single:
        return False
    named = all(share.name[:1].isupper() and len(share.name.split()) <= LONGEST_NAME for share in shares)
    return named and sum(found[0].magnitude for found in quantities) <= WHOLE


def _unsigned(run: Run) -> Quantity:
    """The share: its bracket is no minus."""
    return replace(run.best.quantities[0], sign=Sign.NONE)


def _day(line: RepairedLine) -> Period | None:
    """The only day that a line names."""
    days = [mention.period for mention in line.periods if mention.period.kind is PeriodKind.INSTANT]
    return days[0] if len(days) == 1 else None
