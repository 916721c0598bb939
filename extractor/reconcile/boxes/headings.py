"""Headings of pies: captions that say of what the shares are."""

from extractor.model.proposal import Caption
from extractor.reconcile.boxes.nouns import Group
from extractor.rulebook import Rulebook
from extractor.rulebook.terms import find_terms

TWO = 2
HEADS = frozenset({"share", "composition"})


def heading_of(group: Group, groups: tuple[Group, ...], rulebook: Rulebook) -> str:
    """The heading of a group among those of its slide: one for each, behind all or before all; else empty."""
    same = [other for other in groups if other.slide is group.slide and other.kind is group.kind]
    captions = [c for c in group.slide.boxes.captions if _heads(c, rulebook)]
    names = {member.name for other in same for member in other.members}
    orders = [member.glyph.token.order for other in same for member in other.members]
    behind = [c for c in captions if c.text not in names and c.order > max(orders)]
    before = [c for c in captions if c.text not in names and c.order <= min(orders)]
    for found in (behind, before):
        if len(found) == len(same):
            return _assigned(found, same)[same.index(group)].strip("[]<>【】〈〉")
    return ""


def _heads(caption: Caption, rulebook: Rulebook) -> bool:
    return bool(caption.text) and any(term.term in HEADS for term in find_terms(caption.text, rulebook))


def _assigned(headings: list[Caption], groups: list[Group]) -> list[str]:
    """Headings in the order of the groups, turned where their last words stand in the other's names."""
    texts = [heading.text for heading in headings]
    if len(texts) == TWO and _speaks(texts[0], groups[1]) and not _speaks(texts[0], groups[0]):
        return texts[::-1]
    return texts


def _speaks(heading: str, group: Group) -> bool:
    word = heading.casefold().split(" ")[-1]
    return any(word in member.name.casefold() for member in group.members)
