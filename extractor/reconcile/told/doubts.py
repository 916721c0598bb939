"""Doubts: findings about the paper that decided boards show, each with the numbers and where they stand."""

from collections.abc import Hashable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations

from extractor.model.figure import Check, Finding
from extractor.model.interval import Interval, meets, scale
from extractor.model.proposal import Claim, Glyphs
from extractor.reconcile.boards.board import Board, Series, figure_id, glyph_interval
from extractor.reconcile.known.bounds import Bound, Frame
from extractor.reconcile.known.facts import board_facts
from extractor.reconcile.known.fit import weighted
from extractor.reconcile.known.world import Fact, Slot
from extractor.reconcile.naming.naming import Scene
from extractor.reconcile.ratios.shares import expected_shares
from extractor.reconcile.sentences.told_sums import is_flow
from extractor.rulebook import Rulebook
from extractor.rulebook.findings import finding

AGREE_SHARE = 0.5
LEAST_AGREEING = 2
Cells = dict[str, tuple[Board, str, Glyphs]]
"""The board, the name and the glyphs of every figure that is a cell of a board."""
Row = dict[Slot, Fact]


def failed_sums(boards: Iterable[Board], checks: Iterable[Check], rulebook: Rulebook) -> Iterator[Finding]:
    """A sum that breaks in some columns of a board though it holds in others."""
    places = {figure_id(b, rule.total, c): (b, rule, c) for b in boards for rule in b.sums for c in range(b.width)}
    for check in checks:
        if check.identity != "parts-total" or check.holds or check.total not in places:
            continue
        board, rule, column = places[check.total]
        total = board.series[rule.total].value(column)
        computed = sum(value for row in rule.parts if (value := board.series[row].value(column)) is not None)
        yield finding(
            rulebook,
            "check-fails",
            _where(board, rule.total, column),
            figures=(check.total, *(operand.figure for operand in check.operands)),
            identity=f"{check.exhibit}, {check.period}: parts = total",
            total=f"{total:,}",
            computed=f"{computed:,}",
            gap=str(check.gap),
            allowed=check.allowed,
        )


def _where(board: Board, row: int, column: int) -> str:
    cell = board.series[row].cells[column]
    return f"L{cell.token.line}" if cell is not None else f"slide {board.exhibit.slide}"


def misfit_shares(boards: Iterable[Board], scene: Scene, rulebook: Rulebook) -> Iterator[Finding]:
    """Shares printed beside amounts that do not give them."""
    for board in boards:
        for row, series in enumerate(board.series):
            bad = [c for c, codes in enumerate(series.evidence) if "share-misfit" in codes and series.cells[c]]
            wants = expected_shares(board, series.share_of, scene) if bad else ()
            for column in bad:
                yield _misfit(board, (row, column), wants[column], rulebook)


def _misfit(board: Board, place: tuple[int, int], want: Interval | None, rulebook: Rulebook) -> Finding:
    row, column = place
    series = board.series[row]
    computed = f"{float(want.low + want.high) / 2:.{series.row.style.decimals}f}%" if want is not None else "?"
    period = board.columns[column].period
    return finding(
        rulebook,
        "share-mismatch",
        _where(board, row, column),
        figures=(figure_id(board, row, column), figure_id(board, series.share_of, column)),
        item=series.name or board.exhibit.title,
        period=period.label if period is not None else "",
        share=f"{series.value(column)}%",
        computed=computed,
    )


def unequal_printings(boards: tuple[Board, ...], scene: Scene, rulebook: Rulebook) -> Iterator[Finding]:
    """One item and period printed with two values on two slides, where the other periods agree.

    Of rows that print the same, as slides do that stand in a deck twice, each is set against the first of the others.
    """
    cells = _cells(boards)
    by_key: dict[str, dict[str, Row]] = {}
    for board in boards:
        for fact in board_facts(board, scene.calendar, scene.memo):
            by_key.setdefault(fact.slot.key, {}).setdefault(fact.owner, {})[fact.slot] = fact
    for owners in by_key.values():
        rows = tuple(owners.values())
        for one, other, apart in sorted(_rows_apart(rows, cells), key=lambda pair: pair[:2]):
            yield from (_unequal(rows[one][slot], rows[other][slot], cells, rulebook) for slot in apart)


def _rows_apart(rows: tuple[Row, ...], cells: Cells) -> Iterator[tuple[int, int, tuple[Slot, ...]]]:
    """Numbers of two rows of one item, and where they are unequal."""
    alike: dict[tuple[Hashable, ...], list[int]] = {}
    for number, row in enumerate(rows):
        alike.setdefault(tuple(_said(fact, cells) for fact in row.values()), []).append(number)
    for some, others in combinations(alike.values(), 2):
        apart = _apart_at(rows[some[0]], rows[others[0]], cells)
        pairs = (*((some[0], other) for other in others), *((one, others[0]) for one in some[1:])) if apart else ()
        for one, other in pairs:
            slots = apart if one < other else tuple(slot for slot in rows[other] if slot in apart)
            yield min(one, other), max(one, other), slots


def _said(fact: Fact, cells: Cells) -> tuple[Hashable, ...]:
    board, _, cell = cells[fact.figure]
    slot = fact.slot
    return slot.period, slot.measure, slot.versus, slot.scenario, _print(board, "", cell), cell.quantity.value


def _apart_at(one: Row, other: Row, cells: Cells) -> tuple[Slot, ...]:
    """Where two rows are unequal, if they agree elsewhere."""
    shared = [slot for slot in one if slot in other]
    apart = tuple(slot for slot in shared if _apart(one[slot], other[slot], cells))
    agreeing = len(shared) - len(apart)
    return () if agreeing < LEAST_AGREEING or agreeing < AGREE_SHARE * len(shared) else apart


def _cells(boards: tuple[Board, ...]) -> Cells:
    found: Cells = {}
    for board in boards:
        for row, series in enumerate(board.series):
            for column, cell in enumerate(series.cells):
                if cell is not None:
                    found.setdefault(figure_id(board, row, column), (board, series.name, cell))
    return found


def _unequal(one: Fact, other: Fact, cells: Cells, rulebook: Rulebook) -> Finding:
    first, second = cells[one.figure], cells[other.figure]
    return finding(
        rulebook,
        "printed-unequal",
        ", ".join(f"L{cell.token.line}" for _, _, cell in (first, second)),
        figures=(one.figure, other.figure),
        item=first[1],
        period=one.slot.period,
        first=first[2].quantity.raw,
        second=second[2].quantity.raw,
    )


def _apart(one: Fact, other: Fact, cells: Cells) -> bool:
    """Whether two printings cannot be one figure: unequal though alike in unit and decimals, or too far apart."""
    ours, theirs = (cells[fact.figure] for fact in (one, other))
    if _print(*ours) == _print(*theirs):
        return ours[2].quantity.value != theirs[2].quantity.value
    return not meets(one.interval, other.interval)


def _print(board: Board, _: str, cell: Glyphs) -> tuple[str, str, int]:
    """The scale and the decimals in which a cell is printed."""
    return cell.quantity.scale or board.exhibit.unit.scale, cell.quantity.currency, cell.quantity.decimals


def cash_directions(
    claims: Iterable[Claim], boards: Iterable[Board], scene: Scene, rulebook: Rulebook
) -> Iterator[Finding]:
    """Cash said to be used where the figures show that it came in, or the other way round."""
    flows = [(board, row, s) for board in boards for row, s in enumerate(board.series) if is_flow(s.key)]
    for claim in claims:
        key = scene.keys.key(claim.subject)
        for board, row, series in flows:
            if series.key == key and _contradicts(claim, board, series):
                yield finding(
                    rulebook,
                    "cash-direction",
                    f"L{claim.line}",
                    figures=tuple(figure_id(board, row, column) for column in _columns(claim, board)),
                    said="used" if claim.direction < 0 else "provided",
                    shown="cash provided" if claim.direction < 0 else "cash used",
                    value=f"{claim.subject} {claim.glyphs.quantity.raw}",
                )


def _columns(claim: Claim, board: Board) -> tuple[int, ...]:
    if claim.period is None:
        return ()
    places = {c.period.label: i for i, c in enumerate(board.columns) if c.period is not None}
    kind = next((c.period.kind for c in board.columns if c.period is not None), claim.period.kind)
    return Frame(places=places, kind=kind, owner="").spread(claim.period)


def _contradicts(claim: Claim, board: Board, series: Series) -> bool:
    """Whether the figures have the stated amount, as far as rounding tells, with the other sign."""
    columns = _columns(claim, board)
    stated = scale(glyph_interval(claim.glyphs, claim.scale), claim.direction)
    bound = Bound(weights=tuple((c, Fraction(1)) for c in columns), interval=stated, identity="", source="")
    total = weighted(series, bound)
    return bool(columns) and total is not None and not meets(total, stated) and meets(total, scale(stated, -1))
