"""Suites of Great Expectations built from the rules, and their run on the tables of one deck."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extractor.errors import RulebookError
from extractor.rulebook.rules import ExpectationRule

if TYPE_CHECKING:
    import pandas as pd

_NAMES = ("figure", "identity", "exhibit", "period", "code", "source")
_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one expectation found: the rule with its severity, and the rows that break it, by name."""

    rule: str
    table: str
    expectation: str
    severity: str
    why: str
    success: bool
    broken: int = 0
    rows: tuple[str, ...] = ()
    error: str = ""


def _kind(rule: ExpectationRule) -> type[Any]:
    """The class of an expectation by its name in snake case. Raises RulebookError for an unknown one."""
    from great_expectations import expectations as known

    from extractor.validate import expectations as own

    name = "".join(word.capitalize() for word in rule.expectation.split("_"))
    for place in (own, known):
        if isinstance(found := getattr(place, name, None), type):
            return found
    raise RulebookError(f"{rule.id}: field 'expectation': Great Expectations knows no {rule.expectation}")


def expectation(rule: ExpectationRule) -> Any:
    """The expectation that a rule describes. Raises RulebookError where its arguments do not fit it."""
    try:
        return _kind(rule)(**rule.args, meta={"rule": rule.id, "severity": rule.severity})
    except (TypeError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise RulebookError(f"{rule.id}: field 'args': {reason}") from error


def context(docs: str = "") -> Any:
    """A Great Expectations context that keeps nothing, or one that renders its results as pages below `docs`."""
    os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    made = gx.get_context(mode="ephemeral")
    made.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    if docs:
        store = {"class_name": "TupleFilesystemStoreBackend", "base_directory": docs}
        index = {"class_name": "DefaultSiteIndexBuilder"}
        made.add_data_docs_site(
            "irdeck", {"class_name": "SiteBuilder", "store_backend": store, "site_index_builder": index}
        )
    return made


def _label(frame: "pd.DataFrame", row: int) -> str:
    named = [str(frame[column].iloc[row]) for column in _NAMES if column in frame.columns]
    return " ".join(named[:1] if "figure" in frame.columns else named) or f"row {row + 1}"


def _broken_rows(result: Mapping[str, Any]) -> list[int]:
    indexes = result.get("unexpected_index_list") or result.get("partial_unexpected_index_list") or []
    return [index if isinstance(index, int) else next(iter(index.values())) for index in indexes]


def _outcome(rule: ExpectationRule, given: Any, frame: "pd.DataFrame") -> Outcome:
    result = given.result or {}
    rows = _broken_rows(result)
    raised = given.exception_info or {}
    errors = [each["exception_message"] for each in raised.values() if isinstance(each, dict)] or [
        raised.get("exception_message")
    ]
    return Outcome(
        rule=rule.id,
        table=rule.table,
        expectation=rule.expectation,
        severity=rule.severity,
        why=rule.why,
        success=bool(given.success),
        broken=int(result.get("unexpected_count", 0 if given.success else 1)),
        rows=tuple(_label(frame, row) for row in rows[:_NAMED]),
        error=" ".join(str(next((each for each in errors if each), "")).split()),
    )


def _batch(made: Any, table: str) -> Any:
    source = made.data_sources.add_pandas(table)
    return source.add_dataframe_asset(table).add_batch_definition_whole_dataframe(table)


def _run(made: Any, table: str, rules: list[ExpectationRule], frame: "pd.DataFrame") -> Iterator[Outcome]:
    import great_expectations as gx

    suite = made.suites.add(gx.ExpectationSuite(name=table, expectations=[expectation(rule) for rule in rules]))
    definition = gx.ValidationDefinition(name=table, data=_batch(made, table), suite=suite)
    checkpoint = gx.Checkpoint(
        name=table,
        validation_definitions=[made.validation_definitions.add(definition)],
        result_format={"result_format": "COMPLETE"},
    )
    run = made.checkpoints.add(checkpoint).run(batch_parameters={"dataframe": frame})
    by_id = {rule.id: rule for rule in rules}
    for results in run.run_results.values():
        for given in results.results:
            yield _outcome(by_id[given.expectation_config.meta["rule"]], given, frame)


def run_suites(
    frames: "Mapping[str, pd.DataFrame]", rules: Iterable[ExpectationRule], docs: str = ""
) -> tuple[Outcome, ...]:
    """Every rule on the frame of its table, in the order of the rules; tables without rows say nothing.

    Pages of Great Expectations are written below `docs` where it is given. Raises RulebookError for a rule that
    is no expectation.
    """
    rules = tuple(rules)
    made = context(docs)
    found: dict[str, Outcome] = {}
    for table in dict.fromkeys(rule.table for rule in rules):
        if len(frames[table]):
            own = [rule for rule in rules if rule.table == table]
            found |= {outcome.rule: outcome for outcome in _run(made, table, own, frames[table])}
    if docs:
        made.build_data_docs()
    return tuple(found[rule.id] for rule in rules if rule.id in found)
