"""Readings that a reviewer decided: of the runs at such a place only those stay that give the decided value."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from extractor.model.decision import Decision, Verdict
from extractor.model.deck import RepairedLine
from extractor.model.number import Run


def _kept(run: Run, value: Decimal) -> Run:
    """The run with the candidates that hold the value; with the value itself where none does and it is one number."""
    size = abs(value)
    fitting = tuple(c for c in run.candidates if any(quantity.magnitude == size for quantity in c.quantities))
    if fitting:
        return replace(run, candidates=fitting)
    alone = next((candidate for candidate in run.candidates if len(candidate.quantities) == 1), None)
    if alone is None:
        return run
    decimals = max(-int(value.normalize().as_tuple().exponent), 0)
    quantity = replace(alone.quantities[0], magnitude=size, decimals=decimals)
    return replace(run, candidates=(replace(alone, quantities=(quantity,), cost=0),))


def _decided(line: RepairedLine, decisions: Iterable[Decision]) -> RepairedLine:
    runs = list(line.runs)
    for decision in decisions:
        spans = [span for span in decision.spans if span.line == line.number]
        for at, run in enumerate(runs):
            met = any(span.start < run.span.end and run.span.start < span.end for span in spans)
            if met and run.raw in decision.raw:
                runs[at] = _kept(run, Decimal(decision.value))
    return replace(line, runs=tuple(runs))


def with_decisions(lines: tuple[RepairedLine, ...], decisions: Iterable[Decision]) -> tuple[RepairedLine, ...]:
    """The lines with the decided values as the only readings of their glyphs; rejected figures decide nothing."""
    told: dict[int, list[Decision]] = {}
    for decision in decisions:
        if decision.verdict is not Verdict.REJECT:
            for number in {span.line for span in decision.spans}:
                told.setdefault(number, []).append(decision)
    return tuple(_decided(line, told[line.number]) if line.number in told else line for line in lines)
