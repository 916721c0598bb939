"""Companies: decks joined by what they share, the strongest evidence first, never against what contradicts."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from extractor.batch.companies.evidence import Evidence
from extractor.batch.companies.mapping import Mapped

LEAST_PRINTS = 3
"""So many equal figures under equal names and periods show one company, though nothing else does."""
Ties = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """The decks of one company, by their sources; `id` is what it is called, and `because` what joined them."""

    id: str
    name: str
    decks: tuple[str, ...]
    because: tuple[str, ...] = ()


@dataclass(slots=True)
class _Group:
    """Decks joined so far, with what tells them from others."""

    decks: list[str]
    label: str
    codes: set[str]
    names: set[str]
    because: set[str] = field(default_factory=set)


class _Joining:
    """Groups of decks that grow together."""

    def __init__(self, evidence: Mapping[str, Evidence], mapped: Mapped) -> None:
        self.of = {
            deck: _Group([deck], mapped.company(deck), set(said.codes), set(said.names))
            for deck, said in sorted(evidence.items())
        }

    def join(self, ties: Ties, agree: Callable[[list[_Group]], bool], word: str) -> None:
        """Join the decks of every tie, unless the groups that they are in contradict each other."""
        for tie in sorted(ties):
            groups = list({id(self.of[deck]): self.of[deck] for deck in ties[tie]}.values())
            if len(groups) > 1 and agree(groups):
                self._merge(groups, word.format(tie))

    def _merge(self, groups: list[_Group], because: str) -> None:
        first, *rest = sorted(groups, key=lambda group: -len(group.decks))
        for other in rest:
            first.decks += other.decks
            first.codes |= other.codes
            first.names |= other.names
            first.because |= other.because
            first.label = first.label or other.label
            self.of.update(dict.fromkeys(other.decks, first))
        first.because.add(because)

    def groups(self) -> list[_Group]:
        return list({id(group): group for group in self.of.values()}.values())


def _one_label(groups: list[_Group]) -> bool:
    return len({group.label for group in groups if group.label}) <= 1


def _no_clash(groups: list[_Group]) -> bool:
    """Whether no two codes of one space belong to different groups."""
    owners: dict[str, set[frozenset[str]]] = {}
    for group in groups:
        for space in {code.partition(":")[0] for code in group.codes}:
            own = frozenset(code for code in group.codes if code.startswith(f"{space}:"))
            owners.setdefault(space, set()).add(own)
    return _one_label(groups) and all(bool(frozenset.intersection(*found)) for found in owners.values())


def _no_other_name(groups: list[_Group]) -> bool:
    """Whether groups could be one company by their names too: a domain may be that of whoever hosts the pages."""
    named = [group.names for group in groups if group.names]
    return _no_clash(groups) and (not named or bool(set.intersection(*named)))


def _shared(said: Iterable[tuple[str, Iterable[str]]]) -> Ties:
    found: dict[str, list[str]] = {}
    for deck, marks in said:
        for mark in marks:
            found.setdefault(mark, []).append(deck)
    return {mark: tuple(decks) for mark, decks in found.items() if len(decks) > 1}


def _alike(evidence: Mapping[str, Evidence]) -> Ties:
    """Pairs of decks with enough equal figures; of the decks that share one, only those next in time are compared."""
    ordered = sorted(evidence, key=lambda deck: (evidence[deck].latest, deck))
    last: dict[int, str] = {}
    shared: Counter[tuple[str, str]] = Counter()
    for deck in ordered:
        for number in evidence[deck].prints:
            if number in last:
                shared[last[number], deck] += 1
            last[number] = deck
    pairs = sorted(pair for pair, count in shared.items() if count >= LEAST_PRINTS)
    return {f"{one}\0{other}": (one, other) for one, other in pairs}


def grouped(evidence: Mapping[str, Evidence], mapped: Mapped | None = None) -> tuple[Company, ...]:
    """The companies of decks, by source, in the order of their ids.

    What the mapping says stands; then codes join, names on covers, equal figures, and web domains. Nothing joins
    decks that are mapped to two companies, or that print two codes of one exchange.
    """
    joining = _Joining(evidence, mapped or Mapped())
    decks = sorted(evidence)
    joining.join(_shared((d, (joining.of[d].label,)) for d in decks if joining.of[d].label), _one_label, "mapped to {}")
    joining.join(_shared((d, evidence[d].codes) for d in decks), _one_label, "code {}")
    joining.join(_shared((d, evidence[d].names) for d in decks), _no_clash, "name {}")
    joining.join(_alike(evidence), _no_clash, "equal figures")
    joining.join(_shared((d, evidence[d].domains) for d in decks), _no_other_name, "domain {}")
    return tuple(sorted(_named(joining.groups(), evidence), key=lambda company: company.id))


def _named(groups: list[_Group], evidence: Mapping[str, Evidence]) -> Iterator[Company]:
    taken: Counter[str] = Counter()
    for group in sorted(groups, key=lambda group: min(group.decks)):
        names = Counter(name for deck in group.decks for name in evidence[deck].names)
        name = min(names, key=lambda each: (-names[each], each), default="")
        wanted = group.label or min(group.codes, default="") or name or Path(min(group.decks)).stem
        taken[wanted] += 1
        yield Company(
            id=wanted if taken[wanted] == 1 else f"{wanted} ({taken[wanted]})",
            name=group.label or name,
            decks=tuple(sorted(group.decks)),
            because=tuple(sorted(group.because)),
        )
