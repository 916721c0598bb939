"""Tables of dividends: the ends of quarters and the total head the columns, years the rows; blank cells leave gaps."""

from collections.abc import Mapping, Sequence

import regex

from extractor.layout.summary.columns import QUARTERS_IN, SummaryHead
from extractor.layout.summary.names import with_brackets
from extractor.layout.summary.rows import PeriodRow
from extractor.model.exhibit import Unit
from extractor.model.number import Run

END = regex.compile(
    r"第?(?P<quarter>[1-3])四半期末|(?P<half>(?:第2四半期|中間期?)末|中間)|(?P<year>期末)|(?P<total>合計|年間)"
)
DIVIDENDS = "1株当たり配当金"
Spread = tuple[PeriodRow, Mapping[int, Run], bool]


def dividend_heads(lines: Sequence[str], units: Sequence[Unit]) -> tuple[SummaryHead, ...]:
    """Heads for the ends of quarters and what stands right of them; none where the lines name no total behind them."""
    split = with_brackets([line.split() for line in lines])
    at = next((n for n, words in enumerate(split) if is_ends(words)), -1)
    if at < 0 or END.fullmatch(split[at][-1])["total"] is None:  # type: ignore[index]
        return ()
    ends = [END.fullmatch(word) for word in split[at]]
    others = [word for n, words in enumerate(split) if n != at for word in words]
    rest = len(units) - len(ends)
    if rest < 0 or len(others) not in {rest, rest + 1}:
        return ()
    item = others[0] if len(others) > rest else DIVIDENDS
    heads = [SummaryHead(name=item, unit=unit, quarter=_quarter(end)) for end, unit in zip(ends, units, strict=False)]
    behind = zip(others[len(others) - rest :], units[len(ends) :], strict=True)
    return (*heads, *(SummaryHead(name=name, unit=unit) for name, unit in behind))


def is_ends(words: Sequence[str]) -> bool:
    """Whether words name the ends of quarters and nothing else."""
    return len(words) > 1 and all(map(END.fullmatch, words))


def _quarter(end: "regex.Match[str] | None") -> int:
    """The quarter at whose end a dividend is paid, 0 for all of the year."""
    if end is None or end["total"]:
        return 0
    if end["quarter"]:
        return int(end["quarter"])
    return 2 if end["half"] else QUARTERS_IN


def spread(rows: Sequence[PeriodRow], heads: Sequence[SummaryHead], parted: Mapping[int, int]) -> tuple[Spread, ...]:
    """Rows with their figures by column, and whether their places are a guess.

    Of dividends some cells are blank. Two rows of one year that fill the columns together share them: what was paid
    stands in the first, what is planned in the last; `parted` maps rows to the other of their year. A row whose
    payments make the figure behind them has those at least.
    """
    out: list[Spread] = []
    paid = [head.quarter > 0 for head in heads].count(True)
    for n, row in enumerate(rows):
        count = len(row.cells)
        other = rows[parted[n]] if n in parted else None
        if count == len(heads):
            out.append((row, dict(enumerate(row.cells)), False))
        elif paid and other is not None and count + len(other.cells) == paid + 1:
            first = 0 if parted[n] > n else paid + 1 - count
            out.append((row, dict(enumerate(row.cells, start=first)), True))
        elif paid and count > paid and _adds_up(row.cells[: paid + 1]):
            out.append((row, dict(enumerate(row.cells[: paid + 1])), False))
    return tuple(out)


def _adds_up(cells: Sequence[Run]) -> bool:
    """Whether the last figure is what the others make."""
    values = [sum(quantity.value for quantity in cell.best.quantities) for cell in cells]
    return sum(values[:-1]) == values[-1] > 0
