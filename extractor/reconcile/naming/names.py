"""Keys: what printed names stand for on this deck, so that series and facts of one item find each other."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import regex

from extractor.model.deck import Deck
from extractor.model.figure import Measure
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.abbreviations import Abbreviations, expand, find_abbreviations
from extractor.rulebook.items import StatementKind
from extractor.rulebook.lexicon import lexicon, markers
from extractor.rulebook.likeness import SAME, could_be_one, same_item
from extractor.rulebook.names import local_id, read_name
from extractor.rulebook.titles import divided
from extractor.rulebook.units import find_units

MARK_LENGTH = 3
MOST_NEAR = 40
MOST_MARKED = 400
COST = "guard.cost"
COST_FIRST = regex.compile(r"^(?:total )?costs? (?:of|for|from) ", regex.IGNORECASE)
SUBTOTAL = "subtotal_total"
COST_OF = "@cost"
MARGIN_OF = "@margin"
SPOKEN_OF = MappingProxyType(
    {
        "guard.gross": MARGIN_OF,
        "guard.profit": "@profit",
        "guard.backlog": "@backlog",
        "guard.order": "@orders",
        "guard.count": "@count",
        "guard.asset": "@assets",
    }
)
"""What a title can say of the parts of a business other than what they sell, the more telling first."""
MARGIN = "gross_profit"
REFUSED = ItemMatch(label="", because="not asked")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keys:
    """Item matches and keys by printed name; names of one company line share the key of the first of them.

    `heads` are words of the top line, such as revenue. `about` says of titles what of a part of the business they
    show where that is not what it sells; `parts` are names that no word sets apart from that of a thing sold; `vague`
    are items that may mean something else on each slide, such as a total; `ratios` are names of items that are ratios.
    """

    matches: MappingProxyType[str, ItemMatch]
    keys: MappingProxyType[str, str]
    heads: frozenset[str] = frozenset()
    subjects: MappingProxyType[int, tuple[tuple[str, int], ...]] = field(default_factory=lambda: MappingProxyType({}))
    units: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    about: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    parts: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    ratios: frozenset[str] = frozenset()

    def match(self, name: str) -> ItemMatch:
        return self.matches.get(name, REFUSED)

    def key(self, name: str) -> str:
        return self.keys.get(name, "")

    def is_ratio(self, name: str) -> bool:
        """Whether the figures of a name are ratios, by its wording or its item."""
        return name in self.ratios or ratio_like(name)

    def whole(self, title: str) -> str:
        """The key of what a title divides and all its parts make up; empty where it is none that adds up."""
        found = self.match(divided(title))
        listed = found.score >= SAME and not found.item_id.startswith("local.") and title not in self.about
        return found.item_id if listed else ""

    def key_under(self, name: str, title: str) -> str:
        """The key of a name on a slide: under a title about costs the name of a part of the business is its cost.

        A total under `Revenue by region` is revenue.
        """
        key = self.key(name)
        if key == SUBTOTAL:
            return self.whole(title) or key
        return f"{key}{self.about.get(title, '')}" if name in self.parts and key.startswith("local.") else key


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tongue:
    """What is needed to compare names: the rulebook, and the abbreviations that the deck defines itself."""

    rulebook: Rulebook
    abbreviations: Abbreviations


def find_keys(deck: Deck, rulebook: Rulebook) -> Keys:
    """Keys of the labels on slides that show figures, and of the subjects of sentences."""
    numbers = {proposal.exhibit for proposal in deck.align.proposals}
    slides = {exhibit.slide for exhibit in deck.layout.exhibits if exhibit.number in numbers}
    subjects = {claim.subject for claim in deck.align.claims}
    asked = [label for label in deck.match.labels if label.slide in slides or label.text in subjects]
    matches = {label.text: label.match for label in asked}
    tongue = _Tongue(rulebook=rulebook, abbreviations=find_abbreviations(line.text for line in deck.repair.lines))
    titles = tuple(exhibit.title for exhibit in deck.layout.exhibits)
    guards = {text: _guards(text, rulebook) for text in (*matches, *titles)}
    costs = frozenset(text for text, found in guards.items() if COST in found)
    measures = {item.id: item.measure for item in rulebook.items}
    return Keys(
        ratios=frozenset(text for text, found in matches.items() if measures.get(found.item_id) is Measure.RATIO),
        matches=MappingProxyType(matches),
        keys=MappingProxyType(_with_margins(_with_costs(_cluster(matches, tongue), costs, tongue), tongue)),
        about=MappingProxyType({t: told for t in titles if (told := _about(t, guards[t], rulebook))}),
        parts=frozenset(text for text, found in guards.items() if not found),
        vague=frozenset(item.id for item in rulebook.items if item.statement is StatementKind.ANY),
        heads=lexicon(rulebook).english.head,
        subjects=_subjects(deck),
        units=MappingProxyType(dict(_bracketed_units(matches, rulebook))),
    )


def _about(title: str, guards: frozenset[str], rulebook: Rulebook) -> str:
    """What a title says of parts of the business, as the ending of their keys; nothing where it is what they sell."""
    if COST in guards:
        return COST_OF
    read = read_name(title)
    heads = lexicon(rulebook)
    sold = (
        any(word in read.full for word in heads.japanese.head)
        if read.japanese
        else heads.english.head & set(read.words)
    )
    told = (ending for guard, ending in SPOKEN_OF.items() if guard in guards)
    return "" if sold and "guard.gross" not in guards else next(told, "")


def _subjects(deck: Deck) -> MappingProxyType[int, tuple[tuple[str, int], ...]]:
    """Subjects of the sentences of every exhibit, each once, with the line on which it stands first."""
    found: dict[int, dict[str, int]] = {}
    for claim in deck.align.claims:
        found.setdefault(claim.exhibit, {}).setdefault(claim.subject, claim.line)
    return MappingProxyType({exhibit: tuple(of.items()) for exhibit, of in found.items()})


def _bracketed_units(names: Iterable[str], rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Units that names carry in brackets."""
    for name in names:
        yield from ((name, unit.unit) for unit in find_units(name, rulebook)[:1] if unit.bracketed)


def _cluster(matches: dict[str, ItemMatch], tongue: _Tongue) -> dict[str, str]:
    """Items keep their id; other names join the first name before them that denotes the same line."""
    keys: dict[str, str] = {}
    leaders: dict[str, list[str]] = {}
    for name, match in matches.items():
        if match.score >= SAME and not match.item_id.startswith("local."):
            keys[name] = match.item_id
            continue
        words = marks(expand(name, tongue.abbreviations))
        near = _nearest(words, leaders)
        leader = next((other for other in near if _one_line(name, other, tongue)), "")
        keys[name] = keys[leader] if leader else local_id(name) or f"name.{name}"
        for word in () if leader else words:
            leaders.setdefault(word, []).append(name)
    return keys


def _guards(text: str, rulebook: Rulebook) -> frozenset[str]:
    read = read_name(text)
    return markers(read.full, lexicon(rulebook), japanese=read.japanese)


def _with_costs(keys: dict[str, str], costs: frozenset[str], tongue: _Tongue) -> dict[str, str]:
    """The same keys, where `Cost of X` has the key that the name of X bears under a title about costs."""
    plain = [name for name, key in keys.items() if name not in costs and key.startswith("local.")]
    out = dict(keys)
    for name in sorted(costs & keys.keys()):
        part = COST_FIRST.sub("", name) if keys[name].startswith("local.") else name
        if part != name:
            out[name] = next((keys[other] + COST_OF for other in plain if _one_line(part, other, tongue)), keys[name])
    return out


def _with_margins(keys: dict[str, str], tongue: _Tongue) -> dict[str, str]:
    """The same keys, where the gross margin of X has the key of X, marked as its margin."""
    ends = _margin_ends(tongue.rulebook)
    plain = [
        name for name, key in keys.items() if key.startswith("local.") and "@" not in key and not ends.search(name)
    ]
    out = dict(keys)
    for name in [name for name, key in keys.items() if key.startswith("local.") and ends.search(name)]:
        part = ends.sub("", name).strip()
        found = (keys[other] + MARGIN_OF for other in plain if _one_line(part, other, tongue)) if part else ()
        out[name] = next(iter(found), keys[name])
    return out


@lru_cache(maxsize=4)
def _margin_ends(rulebook: Rulebook) -> regex.Pattern[str]:
    """What a name ends with that is the gross margin of something."""
    names = [name for item in rulebook.items if item.id == MARGIN for name in (*item.en, *item.ja)]
    english = "|".join(regex.escape(name) for name in names if name.isascii())
    japanese = "|".join(regex.escape(name) for name in names if not name.isascii())
    return regex.compile(rf"(?:\s(?:{english})|の?(?:{japanese}))$", regex.IGNORECASE)


def _nearest(words: tuple[str, ...], leaders: dict[str, list[str]]) -> list[str]:
    """The names that share most marks with a name, in the order of its marks; marks of a flood say nothing."""
    found = {word: leaders[word] for word in words if word in leaders}
    if sum(map(len, found.values())) > MOST_MARKED:
        found = dict(_rarest(found))
    shared = Counter(leader for of_word in found.values() for leader in of_word)
    if len(shared) <= MOST_NEAR:
        return list(shared)
    kept = {leader for leader, _ in shared.most_common(MOST_NEAR)}
    return [leader for leader in shared if leader in kept]


def _rarest(found: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Marks from the rarest on; one that would go beyond what is looked at tells nothing, unless it is the only one."""
    left = MOST_MARKED
    for word in sorted(found, key=lambda word: len(found[word])):
        left -= len(found[word])
        if left >= 0 or not sum(map(len, found.values())) - len(found[word]):
            yield word, found[word][:MOST_MARKED]


def _one_line(one: str, other: str, tongue: _Tongue) -> bool:
    """Whether two names denote one line: by rule, or because they differ in words of the top line only."""
    plain = _plain(one, tongue.rulebook)
    if plain and plain == _plain(other, tongue.rulebook):
        return True
    if not could_be_one(one, other, tongue.rulebook, tongue.abbreviations):
        return False
    return same_item(one, other, tongue.rulebook, tongue.abbreviations) >= SAME


@lru_cache(maxsize=8192)
def _plain(name: str, rulebook: Rulebook) -> frozenset[str]:
    """The words of a name without those of the top line."""
    heads = lexicon(rulebook).english.head
    return frozenset(word for word in read_name(name).words if word not in heads)


def marks(name: str) -> tuple[str, ...]:
    """Heads of a name's words and its initials: names of one line share at least one of them."""
    read = read_name(name)
    if read.japanese:
        return tuple(read.full[at : at + 2] for at in range(max(1, len(read.full) - 1)))
    words = [word for word in read.words if len(word) >= MARK_LENGTH]
    return tuple(dict.fromkeys([word[:MARK_LENGTH] for word in words] + ["".join(w[0] for w in read.words)]))


def ratio_like(name: str) -> bool:
    """Whether a name says that its figures are ratios."""
    return _is_ratio(name)


@lru_cache(maxsize=4096)
def _is_ratio(name: str) -> bool:
    lowered = name.lower().rstrip(" )）")
    return lowered.endswith(("ratio", "%", "margin ratio", "rate", "率", "比率", "構成比")) or "% of" in lowered


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
