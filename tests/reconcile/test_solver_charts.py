"""Damaged charts as assignment problems: the natural repair is found, and its rivals are told."""

import random
from collections.abc import Iterable
from decimal import Decimal
from itertools import accumulate

from extractor.model.interval import Regime
from extractor.reconcile.solver.model import Choice, Limits, Linear, Problem, Solution, Token
from extractor.reconcile.solver.solve import alternatives, free_cells, solve
from extractor.reconcile.told.verdict import Printed, ratio_verdict

ORDER_COST = 4
NEAR = Limits(margin=ORDER_COST)
STACK = (
    (3446, 3378, 3227, 3248, 3223, 3293, 3307, 3385, 3779, 4497),
    (2321, 2389, 2613, 2601, 2641, 2863, 2793, 2848, 3092, 3439),
    (2647, 2757, 2821, 2984, 3254, 3350, 3488, 3775, 3782, 3799),
    (1193, 2405, 2440, 6258, 2778, 3871, 3605, 6405, 2553, 4168),
    (273, 1001, 769, 1042, 542, 630, 393, 609, 491, 391),
)
TOTALS = (9880, 11929, 11870, 16133, 12437, 14007, 13587, 17023, 13696, 16294)


def columns(rows: int, totals: Iterable[int], slack: int) -> tuple[Linear, ...]:
    """The rows of each column add up to its total, give or take the slack."""
    totals = tuple(totals)
    width = len(totals)
    return tuple(
        Linear(terms=tuple((row * width + q, 1) for row in range(rows)), low=total - slack, high=total + slack)
        for q, total in enumerate(totals)
    )


def chart(texts: tuple[tuple[int, ...], ...], linears: tuple[Linear, ...], **costs: int) -> Problem:
    """Series of equal width, each with the tokens of its own text, all in one stream."""
    width = min(len(text) for text in texts) if "empty_cost" not in costs else max(map(len, texts))
    starts = [0, *accumulate(len(text) for text in texts)]
    pools = [
        tuple(Choice(token=start + k, value=value) for k, value in enumerate(text))
        for start, text in zip(starts, texts, strict=False)
    ]
    return Problem(
        cells=tuple(pool for pool in pools for _ in range(width)),
        tokens=(Token(),) * starts[-1],
        linears=linears,
        orders=tuple(tuple(range(row * width, (row + 1) * width)) for row in range(len(texts))),
        order_cost=ORDER_COST,
        early_cost=1,
        **costs,
    )


def rows_of(solution: Solution | None, width: int) -> list[tuple[int, ...]]:
    assert solution is not None
    return [solution.values[k : k + width] for k in range(0, len(solution.values), width)]


def test_two_swapped_labels_in_a_stack() -> None:
    texts = (*STACK[:4], (*STACK[4][:8], 391, 491))
    problem = chart(texts, columns(5, TOTALS, 1))
    solution = solve(problem, NEAR)
    assert rows_of(solution, 10) == list(STACK)
    assert solution is not None
    assert (solution.cost, solution.optimal) == (ORDER_COST, True)
    assert alternatives(problem, solution, Limits(margin=0)).found == ()
    freedom = free_cells(problem, solution, Limits(margin=0))
    assert freedom.complete
    assert not any(freedom.others)


def test_a_value_printed_last_that_belongs_third() -> None:
    moved = (*STACK[3][:2], *STACK[3][3:], STACK[3][2])
    problem = chart((*STACK[:3], moved, STACK[4]), columns(5, TOTALS, 1))
    solution = solve(problem, NEAR)
    assert rows_of(solution, 10) == list(STACK)
    assert solution is not None
    assert solution.cost == ORDER_COST


def test_four_moved_labels_in_four_series() -> None:
    source = random.Random(4)
    texts = []
    for row in STACK[:4]:
        place = source.randrange(8)
        texts.append((*row[:place], *row[place + 1 :], row[place]))
    problem = chart((*texts, STACK[4]), columns(5, TOTALS, 1))
    solution = solve(problem, NEAR)
    assert rows_of(solution, 10) == list(STACK)
    assert solution is not None
    assert solution.cost <= 4 * ORDER_COST


def test_moving_one_label_is_cheaper_than_shifting_many() -> None:
    """Only one end of the series is checked; the rest must stay in text order."""
    text = (20, 30, 40, 50, 60, 70, 80, 10)
    first = Linear(terms=((0, 1),), low=10, high=10)
    solution = solve(chart((text,), (first,)), NEAR)
    assert rows_of(solution, 8) == [(10, 20, 30, 40, 50, 60, 70, 80)]


def test_totals_scrambled_in_drawing_order() -> None:
    """The totals are a series like the others: parts minus total is nothing."""
    parts = (18_100, 18_300, 18_500, 19_400, 20_100, 20_300)
    extra = (583, 560, 611, 622, 572, 639)
    text = (18_683, 18_860, 19_111, 20_939, 20_672, 20_022)
    sums = tuple(Linear(terms=((q, 1), (6 + q, 1), (12 + q, -1)), low=-1, high=1) for q in range(6))
    problem = chart((parts, extra, text), sums)
    solution = solve(problem, NEAR)
    assert rows_of(solution, 6)[2] == (18_683, 18_860, 19_111, 20_022, 20_672, 20_939)
    assert solution is not None
    assert free_cells(problem, solution, Limits(margin=0)).others == ((),) * 18


OPERATING_TEXT = (247, 507, 691, 966, 559, 811, 986, 692, 623, 1001, 1189, 1941, 734, 2120, 1405, 571, 2907)
OPERATING_TEXT += (1144, 1125, 1151)
MARGINS = ("2.5", "4.3", "5.8", "6.0", "4.5", "5.8", "7.3", "6.7", "5.0", "6.9")


def test_two_series_in_one_unmarked_block() -> None:
    """Margins times revenue of another slide bound one of the two; the other takes what is left."""

    def fits(value: int, quarter: int) -> bool:
        margin = Printed(value=Decimal(MARGINS[quarter]), unit=Decimal("0.1"))
        revenue = Printed(value=Decimal(TOTALS[quarter]), unit=Decimal(1))
        income = Printed(value=Decimal(value), unit=Decimal(1))
        return ratio_verdict(income, revenue, margin, Regime.UNKNOWN).possible

    pool = tuple(Choice(token=k, value=value) for k, value in enumerate(OPERATING_TEXT))
    bound = tuple(tuple(c for c in pool if fits(c.value, quarter)) for quarter in range(10))
    problem = Problem(
        cells=(*bound, *(pool,) * 10),
        tokens=(Token(),) * 20,
        orders=(tuple(range(10)), tuple(range(10, 20))),
        order_cost=ORDER_COST,
        early_cost=1,
    )
    solution = solve(problem, NEAR)
    operating, net = rows_of(solution, 10)
    assert operating == (247, 507, 691, 966, 559, 811, 986, 1144, 692, 1125)
    assert net == (623, 1001, 1189, 1941, 734, 2120, 1405, 571, 2907, 1151)
    assert solution is not None
    assert solution.optimal
    freedom = free_cells(problem, solution, Limits(margin=0))
    assert freedom.complete
    assert not any(freedom.others[:2] + freedom.others[3:8])
    wide = free_cells(problem, solution, NEAR)
    assert all(wide.others[10:])  # nothing but text order speaks for the second series
    assert wide.others[7] == ()


def cuts(raw: str) -> list[tuple[int, ...]]:
    """All cuts of glued digits into numbers with thousands separators."""
    if not raw:
        return [()]
    found = []
    for end in range(1, len(raw) + 1):
        head, *groups = raw[:end].split(",")
        grouped = 1 <= len(head) <= 3 and all(len(group) == 3 for group in groups)
        if grouped and head[0] != "0" and raw[end : end + 1] != ",":
            number = int(raw[:end].replace(",", ""))
            found += [(number, *rest) for rest in cuts(raw[end:])]
    return found


def glued(raws: tuple[str, ...], totals: tuple[int, ...], slack: int) -> Problem:
    """Rows of glued cells, each with all cuts into as many numbers as there are totals."""
    tokens: list[Token] = []
    cells: list[list[Choice]] = []
    for run, raw in enumerate(raws):
        row: list[list[Choice]] = [[] for _ in totals]
        for candidate, numbers in enumerate(c for c in cuts(raw) if len(c) == len(totals)):
            for place, number in enumerate(numbers):
                row[place].append(Choice(token=len(tokens), value=number))
                tokens.append(Token(run=run, candidate=candidate))
        cells += row
    return Problem(
        cells=tuple(map(tuple, cells)),
        tokens=tuple(tokens),
        linears=columns(len(raws), totals, slack),
        unused_cost=1,
        order_cost=0,
    )


GLUED_TOTALS = (14007, 11929, 9880, 12254, 10261, 10512, 8675)
CLEAN = (
    (3293, 3378, 3446, 3559, 3508, 3572, 3670),
    (2863, 2389, 2321, 2301, 2158, 1936, 1779),
)


def test_a_glued_row_with_clean_sisters() -> None:
    raw = "6301,0002731,0436251,167531"
    assert len([c for c in cuts(raw) if len(c) == 7]) == 18
    others = (
        ("3350", "2757", "2647", "2566", "2298", "1737", "1655"),
        ("3871", "2405", "1193", "2786", "1672", "2101", "1040"),
    )
    rest = [
        total - sum(int(row[q]) for row in others) - sum(row[q] for row in CLEAN)
        for q, total in enumerate(GLUED_TOTALS)
    ]
    problem = glued((raw,), tuple(rest), 2)
    solution = solve(problem, NEAR)
    assert rows_of(solution, 7) == [(630, 1000, 273, 1043, 625, 1167, 531)]
    assert solution is not None
    assert free_cells(problem, solution, Limits()).others == ((),) * 7
    assert alternatives(problem, solution, Limits()).complete


def test_three_glued_rows_have_one_reading_together() -> None:
    raws = (
        "3,3502,7572,6472,5662,2981,7371,655",
        "3,8712,4051,1932,7861,6722,1011,040",
        "6301,0002731,0436251,167531",
    )
    rest = tuple(total - CLEAN[0][q] - CLEAN[1][q] for q, total in enumerate(GLUED_TOTALS))
    problem = glued(raws, rest, 2)
    assert len(problem.tokens) > 100
    solution = solve(problem, NEAR)
    assert rows_of(solution, 7)[2] == (630, 1000, 273, 1043, 625, 1167, 531)
    assert solution is not None
    freedom = free_cells(problem, solution, Limits())
    assert freedom.complete
    assert not any(freedom.others)


def test_a_glued_row_without_totals_stays_open() -> None:
    problem = glued(("6301,0002731,0436251,167531",), (0,) * 7, 10**9)
    solution = solve(problem, NEAR)
    assert solution is not None
    assert len(alternatives(problem, solution, Limits(solutions=30)).found) == 17
    freedom = free_cells(problem, solution, Limits())
    assert freedom.complete
    assert all(freedom.others[:6])
    assert freedom.others[6] == ()  # every legal cut ends in the same number


def test_strays_and_an_empty_cell() -> None:
    """A page number in the stream and a label that is lost: sums say where the hole is."""
    rows = ((410, 520, 630, 745, 851), (90, 81, 72, 66, 58))
    totals = tuple(map(sum, zip(*rows, strict=True)))
    texts = ((410, 520, 7, 745, 851), rows[1])
    sums = columns(2, totals, 0)
    problem = chart(texts, sums, empty_cost=40, unused_cost=10)
    solution = solve(problem, NEAR)
    assert solution is not None
    assert rows_of(solution, 5) == [(410, 520, 0, 745, 851), rows[1]]
    assert solution.chosen[2] == -1
    assert solution.cost == 50
    freedom = free_cells(problem, solution, NEAR)
    assert freedom.complete
    others = [found for cell, found in enumerate(freedom.others) if cell % 5 != 2]
    assert not any(others)


def test_an_exhibit_that_does_not_foot() -> None:
    wrong = (*TOTALS[:4], TOTALS[4] + 700, *TOTALS[5:])
    few = tuple(row[:5] for row in STACK[:3])
    assert solve(chart(few, columns(3, wrong[:5], 1)), NEAR) is None


def test_two_readings_that_foot_are_both_listed() -> None:
    """Two series whose last two values differ by the same amount can change places together."""
    texts = ((100, 220, 330), (500, 660, 770))
    problem = chart(texts, (Linear(terms=((1, 1), (5, 1)), low=990, high=990), *columns(2, (600, 880, 1100), 220)))
    solution = solve(problem, NEAR)
    assert solution is not None
    found = alternatives(problem, solution, Limits())
    assert found.complete
    everyone = [solution, *found.found]
    assert len({s.values for s in everyone}) == len(everyone) > 1
    assert [s.cost for s in everyone] == sorted(s.cost for s in everyone)
