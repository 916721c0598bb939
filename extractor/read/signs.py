"""What single lines say about slides: possible starts, titles, headings, units, figures."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from extractor.rulebook import Rulebook

_NUMBERED = re.compile(r"\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+|[IVX]{1,4}(?=[-.]))(?:-[0-9]{1,2})?\. +\w")
_UNIT = re.compile(
    r"\s*[(（\[【<]?\s*(?:units?\s*[:：]|単位|(?:JPY|USD|EUR|RMB|US\$|¥|\$|€|Yen)[ .]*(?:in )?"
    r"(?:100 )?(?:thousand|million|billion|mn|bn)|(?:in )?(?:thousands|millions|billions) of |[百千十]?[万億兆百]?万?円)",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[0-9](?:[0-9,]*[0-9])?(?:\.[0-9]+)?%?")
_DIGITS = re.compile(r"[0-9]")
_PERIOD = re.compile(r"(?:FY|CY)\s?'?[0-9]{2,4}|[1-4][QH](?:\s?(?:FY)?[0-9]{2,4})?|[0-9]{4}年?|第[0-9]四半期")
_LOOSE = re.compile(r"[\s()（）<>]+|\b(?:[Ee]nd|[Aa]s) of\b")
_NUMBERS = re.compile(r"[\s0-9.,%()+\-△▲（）]*[0-9][\s0-9.,%()+\-△▲（）]*")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile(r"[ぁ-んァ-ヶー一-鿿]")
_MOST_WORDS = 14
_ENDS = (".", ",", ";", ":", "、", "。", "：", "-", "–")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """Evidence on the lines of a deck, counted from 0; running totals make every stretch cheap to weigh."""

    starts: tuple[int, ...]
    led: frozenset[int]
    headed: frozenset[int]
    weights: dict[int, int]
    titles: tuple[int, ...]
    names: tuple[int, ...]
    full: tuple[int, ...]
    figures: tuple[int, ...]
    axes: tuple[int, ...]

    def titles_in(self, first: int, last: int) -> int:
        return self.titles[last] - self.titles[first]

    def names_in(self, first: int, last: int) -> int:
        return self.names[last] - self.names[first]

    def full_in(self, first: int, last: int) -> int:
        return self.full[last] - self.full[first]

    def axes_in(self, first: int, last: int) -> int:
        return self.axes[last] - self.axes[first]

    def figures_in(self, first: int, last: int) -> int:
        return self.figures[last] - self.figures[first]


def read_signs(raws: Sequence[str], rulebook: Rulebook) -> Signs:
    """Read every line once."""
    led = {at for at in range(len(raws)) if at and _is_led(raws, at)}
    starts = (0, *sorted(led))
    headed = frozenset(at for at in starts if is_heading(raws[at]))
    return Signs(
        starts=starts,
        led=frozenset(led),
        headed=headed,
        weights={at: _weight(raws, at) for at in led},
        titles=_running(raws, _is_title),
        names=_running(raws, _is_name),
        full=_running(raws, lambda lines, at: bool(lines[at].strip())),
        figures=_running(raws, lambda lines, at: bool(_NUMBERS.fullmatch(lines[at]))),
        axes=_running(raws, lambda lines, at: _is_axis(lines[at])),
    )


def _is_axis(raw: str) -> bool:
    """Whether a line has period labels, at least two, and nothing else."""
    bare = _LOOSE.sub("", _PERIOD.sub("\1", raw)) if _DIGITS.search(raw) else ""
    return len(bare) > 1 and not bare.strip("\1")


def _running(raws: Sequence[str], test: Callable[[Sequence[str], int], bool]) -> tuple[int, ...]:
    return tuple(accumulate((int(test(raws, at)) for at in range(len(raws))), initial=0))


def _is_led(raws: Sequence[str], at: int) -> bool:
    """A leading blank after a line with text, or after a wide gap, is how some dump tools join pages."""
    raw = raws[at]
    if not raw.startswith(" ") or not raw.strip():
        return False
    if raws[at - 1].strip():
        return True
    return at > 2 and not raws[at - 2].strip() and not raws[at - 3].strip()


def _weight(raws: Sequence[str], at: int) -> int:
    text = raws[at].strip()
    indent = len(raws[at]) - len(raws[at].lstrip())
    weight = -30 if indent > 2 else -5 * (indent > 1)
    if not any(glyph.isalnum() for glyph in text):
        weight -= 30
    if text[0].islower():
        weight -= 60
    if is_unit_line(text):
        weight -= 10
    if not raws[at - 1].strip():
        weight -= 5
    if is_heading(raws[at]):
        weight += 3
    if _NUMBERS.fullmatch(raws[at]) and _NUMBERS.fullmatch(raws[at - 1]):
        weight -= 4
    if raws[at - 1].startswith(" "):
        weight -= 30 if raws[at - 1].lstrip()[:1] == text[0] else 5
    return weight


def is_unit_line(raw: str) -> bool:
    """Whether a line declares a unit and says nothing else of weight first."""
    return bool(_UNIT.match(raw))


def is_heading(raw: str, words: int = 2) -> bool:
    """Whether a line alone could be a heading: words, begun large, ended by no punctuation, hardly any figures."""
    text = raw.strip()
    if not text or text.endswith(_ENDS) or len(text) > 120 or is_unit_line(text):
        return False
    bare = _PERIOD.sub("", text)
    if len(_FIGURE.findall(bare)) > 1 or not (
        text[0].isupper() or text[0] in "ⅠⅡⅢⅣⅤ(（<“" or _CJK.match(text)
    ):
        return False
    return words <= len(_WORD.findall(bare)) <= _MOST_WORDS or len(_CJK.findall(bare)) >= 2 * words


def _is_title(raws: Sequence[str], at: int) -> bool:
    """A strong title: numbered, drawn twice, or standing right above a unit line."""
    raw = raws[at]
    if _NUMBERED.match(raw) or _is_doubled(raw):
        return True
    below = raws[at + 1] if at + 1 < len(raws) else ""
    return is_unit_line(below) and is_heading(raw, words=2 if below.startswith(" ") else 1)


def _is_name(raws: Sequence[str], at: int) -> bool:
    """A weak title: a heading of at least three words with blank lines around it."""
    raw = raws[at]
    if not is_heading(raw) or _DIGITS.search(_PERIOD.sub("", raw)):
        return False
    alone = (at == 0 or not raws[at - 1].strip()) and (at + 1 == len(raws) or not raws[at + 1].strip())
    words = len(_WORD.findall(_PERIOD.sub(" AA ", raw)))
    return alone and (words >= 3 or len(_CJK.findall(raw)) >= 6)


def _is_doubled(raw: str) -> bool:
    """Whether every glyph stands there an even number of times, as in a heading drawn twice."""
    text = raw.strip()
    half = len(text) // 2
    if not text[:1].isalpha() or text[:half].strip() == text[half + 1 :]:
        return False
    if len(text) < 16 or len(text) > 300 or sum(glyph.isalpha() for glyph in text) < 12:
        return False
    odd: set[str] = set()
    for glyph in text.replace(" ", ""):
        odd ^= {glyph}
    return not odd
