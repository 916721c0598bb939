"""The evidence on slides over all lines of a deck: signs in running totals, possible starts, page numbers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.read.pages import PageMark, find_pages
from extractor.read.signs import LineSign, is_figures, is_headed, is_led, is_unit_line, read_sign
from extractor.rulebook import Rulebook

_KINDS = ("full", "title", "name", "axis", "figures")
_LED_SHARE = 150
_LOWER = -60
_SPACED = -30
_WORDLESS = -30
_UNIT_FIRST = -10
_GAP_BEFORE = -5
_TWO_BLANKS = -5
_LIST = -30
_NEXT_LED = -5
_FIGURES_ON = -4
_HEADED = 3
_UNLED = -8
_INDENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Signs of all lines, possible starts with their weights and reasons, page numbers; lines from 0."""

    total: int
    signs: tuple[LineSign, ...]
    totals: Mapping[str, tuple[int, ...]]
    starts: tuple[int, ...]
    weights: Mapping[int, tuple[int, tuple[str, ...]]]
    headed: frozenset[int]
    pages: tuple[PageMark, ...]

    def count(self, kind: str, first: int, last: int) -> int:
        """How many of the lines [first, last) have a sign."""
        running = self.totals[kind]
        return running[last] - running[first]

    def start_weight(self, first: int) -> tuple[int, tuple[str, ...]]:
        return self.weights.get(first, (0, ()))

    def pages_in(self, first: int, last: int) -> tuple[PageMark, ...]:
        """Page numbers on the lines [first, last)."""
        if not self.pages:
            return ()
        return tuple(page for page in self.pages if first <= page.at < last)

    def step_to(self, page: PageMark) -> int:
        """How far a page number is from the one before it, 0 for the first."""
        index = self.pages.index(page)
        return page.number - self.pages[index - 1].number if index else 0


def gather(raws: Sequence[str], rulebook: Rulebook) -> Evidence:
    """Read every line once and collect the possible starts of slides."""
    signs = tuple(read_sign(raws, at, rulebook) for at in range(len(raws)))
    pages = find_pages(raws)
    led = [at for at in range(len(raws)) if is_led(raws, at)]
    full = sum(sign.full for sign in signs)
    weights: dict[int, tuple[int, tuple[str, ...]]] = {}
    for at in led:
        weights[at] = (_led_weight(raws, at, signs[at], rulebook), ("leading blank",))
    if len(led) * _LED_SHARE < full or len(led) < len(pages):
        for at, why in _unled_starts(signs, pages).items():
            weights.setdefault(at, (_UNLED + _HEADED * is_headed(raws[at], rulebook), why))
    starts = tuple(sorted({0, *weights}))
    return Evidence(
        total=len(raws),
        signs=signs,
        totals={kind: _running(signs, kind) for kind in _KINDS},
        starts=starts,
        weights=weights,
        headed=frozenset(at for at in starts if is_headed(raws[at], rulebook)),
        pages=pages,
    )


def _running(signs: Sequence[LineSign], kind: str) -> tuple[int, ...]:
    return tuple(accumulate((int(getattr(sign, kind)) for sign in signs), initial=0))


def _unled_starts(signs: Sequence[LineSign], pages: Sequence[PageMark]) -> dict[int, tuple[str, ...]]:
    """Possible starts where no leading blanks tell: at or after page numbers, else at titles."""
    full = [at for at, sign in enumerate(signs) if sign.full]
    if pages and pages[-1].number - pages[0].number == len(pages) - 1:
        heads = sum(at < pages[0].at for at in full) < sum(at > pages[-1].at for at in full)
        if heads:
            return {page.at: ("a page number",) for page in pages if page.at}
        after = (next((at for at in full if at > page.at), 0) for page in pages)
        return {at: ("after a page number",) for at in after if at}
    return {at: ("a title",) for at, sign in enumerate(signs) if at and sign.title}


def _led_weight(raws: Sequence[str], at: int, sign: LineSign, rulebook: Rulebook) -> int:
    """How much a line with a leading blank looks like the start of a slide rather than of a text box."""
    text, above = raws[at].strip(), raws[at - 1]
    weight = _shape_weight(raws[at], text)
    if not sign.axis and is_unit_line(text, rulebook):
        weight += _UNIT_FIRST
    if not above.strip():
        weight += _GAP_BEFORE
    if is_headed(raws[at], rulebook):
        weight += _HEADED
    if is_figures(text) and is_figures(above):
        weight += _FIGURES_ON
    if above.startswith(" ") and above.strip():
        weight += _LIST if above.lstrip()[0] == text[0] not in "(（" else _NEXT_LED
    return weight


def _shape_weight(raw: str, text: str) -> int:
    indent = len(raw) - len(raw.lstrip())
    weight = _SPACED if indent > _INDENT else _TWO_BLANKS * (indent == _INDENT)
    weight += _LOWER * text[0].islower()
    return weight + _WORDLESS * (not any(glyph.isalnum() for glyph in text))
