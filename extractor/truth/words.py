"""A score in words, for a terminal."""

from collections.abc import Iterable, Iterator

from extractor.truth.scoring import ScoreReport, Tally


def _shares(head: str, tallies: Iterable[Tally]) -> str:
    return f"{head:<24}" + "  ".join(f"{each.name or '-'} {each.hits}/{each.total}" for each in tallies)


def _numbers(report: ScoreReport) -> Iterator[str]:
    sure = report.sure
    yield f"{'figures in truth':<24}{report.truths}"
    yield f"{'facts extracted':<24}{report.facts}"
    yield f"{'recall':<24}{report.recall:.3f}  ({report.found})"
    yield f"{'recall, value+period':<24}{report.value_period_recall:.3f}  ({report.value_period_found})"
    yield f"{'precision':<24}{report.precision:.3f}"
    yield _shares("recall by kind", report.by_kind)
    yield _shares("recall by certainty", report.by_certainty)
    yield _shares("recall by damage", report.by_damage)
    yield f"{'graded sure':<24}{sure.total}, of which right {sure.right}, not in truth {sure.unknown}"
    yield f"{'WRONG AND SURE':<24}{len(report.wrong_and_sure)}"
    yield f"{'ambiguous graded sure':<24}{report.ambiguous_graded_sure}"


def _grades(report: ScoreReport) -> Iterator[str]:
    yield f"{'grade':<24}{'right':>7}{'wrong':>7}{'unknown':>9}"
    for each in report.by_grade:
        yield f"{each.grade or '-':<24}{each.right:>7}{each.wrong:>7}{each.unknown:>9}"


def _errors(report: ScoreReport, misses: int) -> Iterator[str]:
    yield from (f"  missed      {each.shown}" for each in report.missed[:misses])
    for truth, fact in report.other_item[:misses]:
        yield f"  other item  {truth.shown}"
        yield f"          <-  {fact.shown}"
    yield from (f"  wrong+sure  {each.shown}" for each in report.wrong_and_sure[:misses])


def render(report: ScoreReport, misses: int = 0) -> str:
    """The score as text; up to `misses` rows of every kind of error follow."""
    lines = [*_numbers(report), "", *_grades(report)]
    if report.by_evidence:
        lines += ["", "right of those right or wrong, by reason given"]
        lines += [f"  {each.hits:>5}/{each.total:<6}{each.name}" for each in report.by_evidence]
    errors = list(_errors(report, misses))
    return "\n".join([*lines, "", *errors] if errors else lines)
