"""Keys: what printed names stand for on this deck, so that series and facts of one item find each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from extractor.model.deck import Deck
from extractor.model.label import ItemMatch
from extractor.rulebook import Rulebook
from extractor.rulebook.likeness import SAME, same_item

REFUSED = ItemMatch(label="", because="not asked")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Keys:
    """Item matches and keys by printed name; names of one company line share the key of the first of them."""

    matches: MappingProxyType[str, ItemMatch]
    keys: MappingProxyType[str, str]

    def match(self, name: str) -> ItemMatch:
        return self.matches.get(name, REFUSED)

    def key(self, name: str) -> str:
        return self.keys.get(name, "")


def find_keys(deck: Deck, rulebook: Rulebook) -> Keys:
    """Keys of all labels of the deck."""
    matches = {label.text: label.match for label in deck.match.labels}
    return Keys(matches=MappingProxyType(matches), keys=MappingProxyType(_cluster(matches, rulebook)))


def _cluster(matches: dict[str, ItemMatch], rulebook: Rulebook) -> dict[str, str]:
    keys: dict[str, str] = {}
    leaders: list[str] = []
    for name, match in matches.items():
        if match.item_id and not match.item_id.startswith("local."):
            keys[name] = match.item_id
            continue
        leader = next((other for other in leaders if same_item(name, other, rulebook) >= SAME), "")
        if not leader:
            leaders.append(name)
        keys[name] = keys[leader] if leader else match.item_id or f"name.{name}"
    return keys


def ratio_like(name: str) -> bool:
    """Whether a name says that its figures are ratios."""
    return _is_ratio(name)


@lru_cache(maxsize=4096)
def _is_ratio(name: str) -> bool:
    lowered = name.lower().rstrip(" )）")
    return lowered.endswith(("ratio", "%", "margin ratio", "rate", "率", "比率", "構成比")) or "% of" in lowered


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
