"""Expectations for Great Expectations that know rounding; other pipelines may use them on frames of their own.

Importing this module registers them: `ExpectPartsToSumToTotal`, `ExpectGrowthToMatch`. Both look at rows of a
pandas frame and report the rows that no rounding explains.
"""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, ClassVar

from great_expectations.execution_engine.pandas_execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import BatchExpectation
from great_expectations.expectations.metrics.metric_provider import metric_value
from great_expectations.expectations.metrics.table_metric_provider import TableMetricProvider

from extractor.model.interval import Regime
from extractor.validate.rounding import growth_fits, sum_fits

_SHOWN = 20
_DOMAIN = "table"


def _frame(given: Mapping[str, Any]) -> Any:
    """The frame that a metric is asked about."""
    domain = dict(given["metric_domain_kwargs"])
    frame, _, _ = given["execution_engine"].get_compute_domain(domain_kwargs=domain, domain_type=_DOMAIN)
    return frame


def _matching(columns: Sequence[str], wanted: str | Sequence[str]) -> list[str]:
    patterns = [wanted] if isinstance(wanted, str) else list(wanted)
    return [column for column in columns if any(fnmatchcase(str(column), pattern) for pattern in patterns)]


class BrokenSums(TableMetricProvider):
    """Row numbers whose parts cannot sum to the total."""

    metric_name = "irdeck.broken_sums"
    value_keys = ("parts", "total", "unit", "unit_column", "rounding")

    @staticmethod
    @metric_value(engine=PandasExecutionEngine)
    def _pandas(**given: Any) -> list[int]:
        frame, said = _frame(given), given["metric_value_kwargs"]
        parts, regime = _matching(list(frame.columns), said["parts"]), Regime(said["rounding"])
        units = frame[said["unit_column"]] if said["unit_column"] else [said["unit"]] * len(frame)
        rows = zip(frame[parts].itertuples(index=False, name=None), frame[said["total"]], units, strict=True)
        return [at for at, (row, total, unit) in enumerate(rows) if not sum_fits(row, total, unit, regime)]


class BrokenGrowth(TableMetricProvider):
    """Row numbers whose growth is not the one from base to value."""

    metric_name = "irdeck.broken_growth"
    value_keys = ("value", "base", "growth", "unit_column", "growth_unit_column", "unit", "growth_unit", "rounding")

    @staticmethod
    @metric_value(engine=PandasExecutionEngine)
    def _pandas(**given: Any) -> list[int]:
        frame, said = _frame(given), given["metric_value_kwargs"]
        regime = Regime(said["rounding"])
        steps = [
            frame[said[f"{name}_column"]] if said[f"{name}_column"] else [said[name]] * len(frame)
            for name in ("unit", "growth_unit")
        ]
        rows = zip(*(frame[said[name]] for name in ("value", "base", "growth")), *steps, strict=True)
        return [
            at
            for at, (value, base, growth, unit, growth_unit) in enumerate(rows)
            if not growth_fits(value, base, growth, (unit, growth_unit), regime)
        ]


class _RowsExpectation(BatchExpectation):
    """An expectation whose one metric gives the numbers of the rows that break it."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ()

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: Any = None,
    ) -> dict[str, Any]:
        broken: list[int] = metrics[self.metric_dependencies[0]]
        result = {"observed_value": len(broken), "unexpected_count": len(broken)}
        return {"success": not broken, "result": result | {"partial_unexpected_index_list": broken[:_SHOWN]}}


class ExpectPartsToSumToTotal(_RowsExpectation):
    """Expect the parts of every row to sum to its total within what rounding allows.

    Args:
        parts: Columns of the parts: names, or a pattern such as `part_*`. Empty cells count as nothing.
        total: Column of the total.
        unit: The step in which the numbers are printed: 1 for whole ones, 0.1 for one decimal.
        unit_column: A column that gives the step row by row instead.
        rounding: round, truncate, exact, or unknown (either of the first two).
    """

    parts: str | list[str]
    total: str
    unit: float = 1
    unit_column: str = ""
    rounding: str = "unknown"

    metric_dependencies: ClassVar[tuple[str, ...]] = (BrokenSums.metric_name,)
    success_keys: ClassVar[tuple[str, ...]] = BrokenSums.value_keys
    args_keys: ClassVar[tuple[str, ...]] = ("parts", "total")


class ExpectGrowthToMatch(_RowsExpectation):
    """Expect the growth of every row, in percent, to be the one from its base to its value within rounding.

    Args:
        value: Column of the amounts.
        base: Column of the amounts that they are compared to; rows whose base may be zero or less are left alone.
        growth: Column of the printed growth in percent.
        unit: The step in which amounts are printed; `unit_column` gives it row by row.
        growth_unit: The step in which growth is printed; `growth_unit_column` gives it row by row.
        rounding: How amounts are shortened: round, truncate, exact, or unknown.
    """

    value: str
    base: str
    growth: str
    unit: float = 1
    unit_column: str = ""
    growth_unit: float = 0.1
    growth_unit_column: str = ""
    rounding: str = "unknown"

    metric_dependencies: ClassVar[tuple[str, ...]] = (BrokenGrowth.metric_name,)
    success_keys: ClassVar[tuple[str, ...]] = BrokenGrowth.value_keys
    args_keys: ClassVar[tuple[str, ...]] = ("value", "base", "growth")
