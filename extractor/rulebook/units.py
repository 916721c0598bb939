"""Finds units and scales in one line of text: declared, in brackets, or at a number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from extractor.rulebook.book import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.patterns import KEPT, Hit, Joined, any_of, expand, join, scan
from extractor.rulebook.rules import UnitKind, UnitRule

_WORTH = regex.compile(r"[^\W\d_]|[%¥$€£㎡]")
_FIGURE = r"(?P<figure>(?<![\d.,])[+-]?\d[\d,]*(?:\.\d+)?)"
_AROUND = 30
_FILL = regex.compile(r"[\s()\[\]<>【】「」:：,、/・.*※-]|unless otherwise (?:noted|stated|indicated|specified)|and")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMention:
    """A unit at columns [start, end): an ISO currency or a measure, and its scale (`1`, `million` ...).

    `unit` is empty where only a scale is printed. `figure_start` and `figure_end` bound a number inside the
    wording (`JPY 0.1 billion`); they are equal where there is none. `declaration` marks a unit that rules
    what has none of its own, `bracketed` one in brackets behind a name. `excluding` names what escapes it.
    """

    unit: str
    scale: str
    start: int
    end: int
    figure_start: int = 0
    figure_end: int = 0
    excluding: str = ""
    declaration: bool = False
    bracketed: bool = False

    @property
    def attached(self) -> bool:
        """Whether the unit stands at a number."""
        return self.figure_end > self.figure_start


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Lexer:
    frames: Joined
    units: Mapping[str, str]
    scales: Mapping[str, str]
    head: "regex.Pattern[str]"
    excluding: "regex.Pattern[str]"
    excluding_before: "regex.Pattern[str]"


@lru_cache(maxsize=KEPT)
def find_units(text: str, rulebook: Rulebook) -> tuple[UnitMention, ...]:
    """Units named in one line of text, in text order, never overlapping; columns are columns of `text`."""
    lexer, folded = _lexer(rulebook), fold(text, rulebook)
    if not _WORTH.search(folded):
        return ()
    found = [_mention(hit, lexer) for hit in scan(lexer.frames, folded)]
    if not found:
        return ()
    return _declare(_except(found, folded, lexer), folded, lexer)


def unit_frames(rulebook: Rulebook) -> Joined:
    """The frames that find units, joined."""
    return _lexer(rulebook).frames


def _mention(hit: Hit, lexer: _Lexer) -> UnitMention:
    groups = hit.groups
    scale = next((lexer.scales[groups[name]] for name in ("scale", "short") if name in groups), "1")
    unit = next((lexer.units[groups[name]] for name in ("currency", "measure") if name in groups), "")
    figure = groups.get("figure", "")
    at = hit.start + hit.text.index(figure) if figure else hit.start
    return UnitMention(
        unit=unit, scale=scale, start=hit.start, end=hit.end, figure_start=at, figure_end=at + len(figure)
    )


def _except(found: list[UnitMention], text: str, lexer: _Lexer) -> list[UnitMention]:
    """Units with what they exclude; units named in an exception are no mentions of their own."""
    out: list[UnitMention] = []
    covered: set[int] = set()
    for mention in found:
        after = lexer.excluding.match(text, mention.end)
        hit = after or (None if text.isascii() else _before(mention, text, lexer))
        if hit is not None and not mention.attached:
            covered.update(range(*hit.span()))
            mention = replace(mention, excluding=hit["excluding"].strip())  # noqa: PLW2901
        out.append(mention)
    return [mention for mention in out if not covered.issuperset(range(mention.start, mention.end))]


def _before(mention: UnitMention, text: str, lexer: _Lexer) -> "regex.Match[str] | None":
    return lexer.excluding_before.search(text, max(0, mention.start - _AROUND), mention.start)


def _declare(found: list[UnitMention], text: str, lexer: _Lexer) -> tuple[UnitMention, ...]:
    head = lexer.head.search(text)
    alone = _alone(found, text, lexer)
    out: list[UnitMention] = []
    reach = head.end() if head is not None else -1
    for mention in found:
        near = 0 <= reach <= mention.start and not _FILL.sub("", text[reach : mention.start])
        declaration = not mention.attached and (near or alone)
        reach = mention.end if near else reach
        out.append(replace(mention, declaration=declaration, bracketed=_bracketed(mention, text)))
    return tuple(out)


def _alone(found: list[UnitMention], text: str, lexer: _Lexer) -> bool:
    """Whether the line holds nothing but units, in brackets or with a currency and a scale."""
    if any(mention.attached for mention in found):
        return False
    rest = list(text)
    for mention in found:
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    left = lexer.excluding.sub("", lexer.head.sub("", "".join(rest)))
    money = all(mention.unit and mention.scale != "1" for mention in found)
    return not _FILL.sub("", left) and (text.strip()[:1] in {"(", "[", "<", "【"} or money)


def _bracketed(mention: UnitMention, text: str) -> bool:
    before = text[max(0, mention.start - _AROUND) : mention.start].rstrip()
    after = text[mention.end : mention.end + _AROUND].lstrip()
    return before.endswith(("(", "[", "<")) and after.startswith((")", "]", ">", ",", "/"))


@lru_cache(maxsize=4)
def _lexer(rulebook: Rulebook) -> _Lexer:
    rules, pieces = rulebook.units, unit_pieces(rulebook)
    scales = [rule for rule in rules if rule.kind in {UnitKind.SCALE, UnitKind.SHORT}]
    units = [rule for rule in rules if rule.kind in {UnitKind.CURRENCY, UnitKind.MEASURE}]
    return _Lexer(
        frames=join(_of(rules, UnitKind.FRAME), pieces, gate=unit_gate(rulebook)),
        units={form: rule.unit for rule in units for form in rule.forms},
        scales={form: rule.scale for rule in scales for form in rule.forms},
        head=_edge(rules, UnitKind.HEAD, pieces),
        excluding=_edge(rules, UnitKind.EXCLUDING, pieces),
        excluding_before=_edge(rules, UnitKind.EXCLUDING_BEFORE, pieces, r"\Z"),
    )


def _of(rules: tuple[UnitRule, ...], kind: UnitKind) -> list[UnitRule]:
    return [rule for rule in rules if rule.kind is kind]


def _edge(
    rules: tuple[UnitRule, ...], kind: UnitKind, pieces: Mapping[str, str], tail: str = ""
) -> "regex.Pattern[str]":
    parts = [expand(rule.pattern, pieces) for rule in _of(rules, kind)]
    return regex.compile(f"(?:{'|'.join(parts) or '(?!)'}){tail}")


@lru_cache(maxsize=4)
def unit_pieces(rulebook: Rulebook) -> dict[str, str]:
    """Named pieces of unit patterns: the words of each kind, English and Japanese apart."""
    pieces = {"figure": _FIGURE}
    for kind in (UnitKind.CURRENCY, UnitKind.SCALE, UnitKind.SHORT, UnitKind.MEASURE):
        forms = [form for rule in rulebook.units if rule.kind is kind for form in rule.forms]
        latin = [form for form in forms if _latin(form)]
        japanese = [form for form in forms if not _latin(form)]
        pieces[kind.value] = f"(?P<{kind.value}>{any_of(latin)})"
        pieces[f"{kind.value}_ja"] = f"(?P<{kind.value}>{any_of(japanese) or '(?!)'})"
    return pieces


@lru_cache(maxsize=4)
def unit_gate(rulebook: Rulebook) -> re.Pattern[str]:
    """What every text with a unit has: a word of money, of a scale, or of a measure."""
    loose: list[str] = []
    words: list[str] = []
    for rule in rulebook.units:
        for form in rule.forms:
            free = rule.kind in {UnitKind.CURRENCY, UnitKind.SCALE} or not _latin(form)
            (loose if free else words).append(form)
    return re.compile(f"{any_of(loose)}|(?<![A-Za-z])(?:{any_of(words)})(?![A-Za-z])")


def _latin(form: str) -> bool:
    return form.isascii() or form in "¥€£₩㎡"
