"""The score of an extraction against a truth file."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractor.errors import UnreadableError
from extractor.model.figure import Grade
from extractor.truth.entry import Entry, read_entries
from extractor.truth.pairing import pair

_SURE = Grade.SURE.word


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many of all under a name."""

    name: str
    hits: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeTally:
    """Facts of one grade.

    `right` stand in the truth as they are; `wrong` have a value of the truth under another period or item;
    `unknown` have a value that the truth does not hold.
    """

    grade: str
    right: int
    wrong: int
    unknown: int

    @property
    def total(self) -> int:
        return self.right + self.wrong + self.unknown


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreReport:
    """How right an extraction is; tallies by name, and the rows behind the errors.

    `truths` counts the rows of the truth that stand in the deck (with glyphs in `raw`). `found` of them have
    a fact with equal value, unit, period and item; `value_period_found` counts those with another item too.
    `by_evidence` counts, for each reason that facts give, the right among those right or wrong.
    """

    truths: int
    facts: int
    found: int
    value_period_found: int
    by_kind: tuple[Tally, ...]
    by_certainty: tuple[Tally, ...]
    by_damage: tuple[Tally, ...]
    by_evidence: tuple[Tally, ...]
    by_grade: tuple[GradeTally, ...]
    ambiguous_graded_sure: int
    missed: tuple[Entry, ...]
    other_item: tuple[tuple[Entry, Entry], ...]
    wrong_and_sure: tuple[Entry, ...]

    @property
    def recall(self) -> float:
        return self.found / max(self.truths, 1)

    @property
    def value_period_recall(self) -> float:
        return self.value_period_found / max(self.truths, 1)

    @property
    def precision(self) -> float:
        """Share of all facts that are right; facts beyond an incomplete truth count against it."""
        return self.found / max(self.facts, 1)

    @property
    def sure(self) -> GradeTally:
        tallies = (tally for tally in self.by_grade if tally.grade == _SURE)
        return next(tallies, GradeTally(grade=_SURE, right=0, wrong=0, unknown=0))


def _tallies(pairs: Iterable[tuple[str, bool]]) -> tuple[Tally, ...]:
    total: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for name, hit in pairs:
        total[name] += 1
        hits[name] += hit
    return tuple(Tally(name=name, hits=hits[name], total=total[name]) for name in sorted(total))


def _grade_tallies(facts: Sequence[Entry], fates: Sequence[str]) -> tuple[GradeTally, ...]:
    counts = Counter((fact.grade, fate) for fact, fate in zip(facts, fates, strict=True) if fact.amounts)
    known = [grade.word for grade in sorted(Grade, reverse=True)]
    names = known + sorted({grade for grade, _ in counts} - set(known))
    tallies = (
        GradeTally(
            grade=name,
            right=counts[name, "right"],
            wrong=counts[name, "wrong"],
            unknown=counts[name, "unknown"],
        )
        for name in names
    )
    return tuple(tally for tally in tallies if tally.total)


def _fates(facts: Sequence[Entry], used: Iterable[int], truths: Iterable[Entry]) -> tuple[str, ...]:
    """For every fact: right, wrong (its value is in the truth, elsewhere) or unknown."""
    values = {(abs(amount), truth.family) for truth in truths for amount in truth.amounts}
    right = set(used)

    def fate(at: int, fact: Entry) -> str:
        if at in right:
            return "right"
        return "wrong" if any((abs(each), fact.family) in values for each in fact.amounts) else "unknown"

    return tuple(fate(at, fact) for at, fact in enumerate(facts))


def score_entries(truth: Sequence[Entry], facts: Sequence[Entry]) -> ScoreReport:
    """Scores facts against a truth. A truth with pages covers those pages only; other facts are left out."""
    pages = {each.page for each in truth if each.page}
    facts = [fact for fact in facts if not pages or fact.page in pages]
    printed = [each for each in truth if each.printed]
    pairs = pair(printed, facts)
    whole, half = pairs.whole, pairs.value_and_period
    fates = _fates(facts, whole.values(), truth)

    def recall_by(name: Callable[[Entry], str]) -> tuple[Tally, ...]:
        return _tallies((name(each), at in whole) for at, each in enumerate(printed))

    judged = [(fact, fate) for fact, fate in zip(facts, fates, strict=True) if fate != "unknown"]
    return ScoreReport(
        truths=len(printed),
        facts=len(facts),
        found=len(whole),
        value_period_found=len(whole) + len(half),
        by_kind=recall_by(lambda each: each.kind),
        by_certainty=recall_by(lambda each: each.certainty),
        by_damage=recall_by(lambda each: each.damage),
        by_evidence=_tallies((clue, fate == "right") for fact, fate in judged for clue in fact.clues),
        by_grade=_grade_tallies(facts, fates),
        ambiguous_graded_sure=sum(
            printed[at].certainty == Grade.AMBIGUOUS.word and facts[fact].grade == _SURE for at, fact in whole.items()
        ),
        missed=tuple(each for at, each in enumerate(printed) if at not in whole and at not in half),
        other_item=tuple((printed[at], facts[fact]) for at, fact in sorted(half.items())),
        wrong_and_sure=tuple(fact for fact, fate in judged if fate == "wrong" and fact.grade == _SURE),
    )


def score_files(facts: Path, truth: Path) -> ScoreReport:
    """Scores `figures.csv` of an extraction against a truth file with the same columns, written by a person.

    The truth may add `certainty`, `damage` and `line`. Raises UnreadableError where either is no such table,
    or a value of the truth is no number.
    """
    known = read_entries(truth)
    for at, each in enumerate(known, 2):
        if not each.amounts:
            raise UnreadableError(f"{truth}, row {at}: the value is no number ({each.shown})")
    return score_entries(known, read_entries(facts))
