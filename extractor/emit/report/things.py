"""What a reviewer should look at: contradictions, then the exhibits with doubts by risk, then what was not read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.emit.cells import encodable
from extractor.emit.grid import Grid
from extractor.emit.report.translation import message, reason
from extractor.emit.report.words import Words
from extractor.model.deck import Deck
from extractor.model.figure import Figure, Finding, Grade, Link, Severity

DOUBTS = frozenset(
    {"two-readings", "series-unnamed", "axis-missing", "unit-missing", "cut-capped", "quarter-open", "year-open"}
)
UNREAD = frozenset({"unplaced-tokens", "picture-unread", "page-ciphered", "no-figures", "unit-unkept"})
_CONTRADICTION, _DOUBT, _UNREAD, _NOTE = range(4)
_KINDS = ("contradiction", "doubt", "unread_kind", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something to look at: its kind (a key of the words), what is wrong in sentences, where, and its figures."""

    kind: str
    title: str
    sentences: tuple[str, ...]
    where: str = ""
    codes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    exhibit: int = 0


def is_contradiction(finding: Finding) -> bool:
    """Whether the deck contradicts itself here; doubts of the reader and tokens not read are other things."""
    return finding.severity > Severity.NOTE and finding.code not in DOUBTS | UNREAD


def _class_of(finding: Finding) -> int:
    if is_contradiction(finding):
        return _CONTRADICTION
    return _UNREAD if finding.code in UNREAD else _NOTE


def _of_finding(finding: Finding, numbers: dict[str, int], said: Words) -> Thing:
    places = [numbers[figure] for figure in finding.figures if figure in numbers]
    return Thing(
        kind=_KINDS[_class_of(finding)],
        title="",
        sentences=(message(finding, said),),
        where=finding.where,
        codes=(finding.code,),
        figures=finding.figures,
        exhibit=places[0] if places else 0,
    )


def _weakest(figure: Figure) -> Link:
    links = (figure.value_link, figure.period_link, figure.item_link)
    return next(link for link in links if link.grade == figure.grade)


def _grouped(figures: Iterable[Figure]) -> Iterator[tuple[Grade, str, int]]:
    groups: dict[tuple[Grade, str], int] = {}
    for figure in figures:
        why = (_weakest(figure).because or ("",))[-1]
        groups[figure.grade, why] = groups.get((figure.grade, why), 0) + 1
    for (grade, why), count in sorted(groups.items(), key=lambda group: (group[0][0], -group[1])):
        yield grade, why, count


def _untitled(finding: Finding, title: str, said: Words) -> str:
    """The message without the title of the exhibit that stands over it anyway."""
    rest = message(finding, said).removeprefix(f"{title}: ").removeprefix(f"{title}：")
    return rest[:1].upper() + rest[1:]


def _sentence(group: tuple[Grade, str, int], said: Words) -> str:
    grade, why, count = group
    key = "doubt_alone" if grade is Grade.INFERRED else "doubt_ambiguous"
    return said[key].format(count=count, reason=reason(why, said))


def _doubt(grid: Grid, deck: Deck, said: Words) -> tuple[Decimal, Thing] | None:
    figures = [figure for figure in grid.figures if figure.grade < Grade.SURE]
    if not figures:
        return None
    ids = {figure.reading.figure for figure in figures}
    about = [each for each in deck.findings if each.code in DOUBTS and ids.intersection(each.figures)]
    figures.sort(key=lambda figure: (figure.grade, figure.confidence))
    told = {figure for each in about for figure in each.figures}
    rest = [figure for figure in figures if figure.reading.figure not in told]
    sentences = (
        *(_untitled(each, grid.title, said) for each in about),
        *(_sentence(each, said) for each in _grouped(rest)),
    )
    thing = Thing(
        kind="doubt",
        title=grid.title or said["no_title"],
        sentences=tuple(map(encodable, dict.fromkeys(sentences))),
        where=f"{said['slide']} {grid.slide}",
        codes=tuple(dict.fromkeys(each.code for each in about)),
        figures=tuple(figure.reading.figure for figure in figures),
        exhibit=grid.number,
    )
    return sum((1 - figure.confidence for figure in figures), Decimal(0)), thing


def things(deck: Deck, grids: Sequence[Grid], said: Words) -> tuple[Thing, ...]:
    """Everything worth a look, worst first: a contradiction of the deck each, an exhibit with doubts each
    (by the number of wrong figures that its measured confidence lets expect), what was not read, notes."""
    numbers = {figure.reading.figure: grid.number for grid in grids for figure in grid.figures}
    own = [each for each in deck.findings if each.code not in DOUBTS]
    own.sort(key=lambda each: (_class_of(each), -each.severity))
    said_things = [(_class_of(each), _of_finding(each, numbers, said)) for each in own]
    doubts = [found for grid in grids if (found := _doubt(grid, deck, said))]
    doubts.sort(key=lambda found: -found[0])
    first = _merged(thing for rank, thing in said_things if rank == _CONTRADICTION)
    last = [thing for rank, thing in said_things if rank != _CONTRADICTION]
    return (*first, *_doubts(doubts, said), *last)


def _merged(found: Iterable[Thing]) -> Iterator[Thing]:
    """Contradictions of one kind in one exhibit as one thing."""
    alike: dict[tuple[object, ...], list[Thing]] = {}
    for at, thing in enumerate(found):
        alike.setdefault((thing.codes, thing.exhibit or -at), []).append(thing)
    for group in alike.values():
        yield replace(
            group[0],
            sentences=tuple(sentence for thing in group for sentence in thing.sentences),
            where=", ".join(dict.fromkeys(thing.where for thing in group)),
            figures=tuple(dict.fromkeys(figure for thing in group for figure in thing.figures)),
        )


def _doubts(doubts: Sequence[tuple[Decimal, Thing]], said: Words) -> Iterator[Thing]:
    """Exhibits with doubts; those in which less than one wrong figure is expected are one thing together."""
    light = [thing for risk, thing in doubts if risk < 1 and not thing.codes]
    yield from (thing for _, thing in doubts if len(light) == 1 or thing not in light)
    if len(light) > 1:
        yield Thing(
            kind="doubt",
            title=said["light"],
            sentences=tuple(f"{thing.title} ({thing.where}): {' '.join(thing.sentences)}" for thing in light),
            figures=tuple(figure for thing in light for figure in thing.figures),
        )
