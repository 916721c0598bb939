"""What single lines say about slides: titles, headings, axes, figures, a leading blank."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractor.rulebook import Rulebook
from extractor.rulebook.glyphs import fold
from extractor.rulebook.periods import find_periods
from extractor.rulebook.rules import UnitKind
from extractor.rulebook.titles import title_weight
from extractor.rulebook.units import find_units

_NUMBERED = re.compile(r"\s*(?:[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]+(?:-[0-9]{1,2})?|[IVX]{1,4}-[0-9]{1,2})\. *\S")
_DIGITS = re.compile(r"[0-9]+")
_LABEL = re.compile(
    r"(?<![A-Za-z'])[A-Za-z']+[0-9]+(?![0-9,.%])|(?<![0-9])[0-9]+[A-Za-z']+[0-9]*|(?<![0-9,.])(?:19|20)[0-9]{2}(?![0-9,.%])"
    r"|(?<![0-9,.])[0-9]{1,4}(?=\s?[年月日期四])"
)
"""Each kind of label begins where its run of letters or digits does, or every glyph of a long run would be tried."""
_NUMBERS = re.compile(r"(?=[^0-9]*[0-9])[\s0-9.,%()+△▲（）-]*")
_AMOUNT = re.compile(r",[0-9]|%")
_LOOSE = re.compile(r"[\s()（）<>/:：]+|[Uu]nit|単位|\b(?:[Ee]nd|[Aa]s) of\b")
_FIGURE = re.compile(r"[0-9](?:[0-9,.]*[0-9])?%?")
_WORD = re.compile(r"[^\W\d_]{2,}")
_CJK = re.compile(r"[ぁ-んァ-ヶー一-鿿]")
_ENDS = (".", ",", ";", ":", "、", "。", "：", "-", "–")
_OPENS = frozenset("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ(（<＜【「“")
_LONGEST = 120
_MOST_WORDS = 14
_AXIS_WORDS = 3
_NAME_WORDS = 3
_NAME_IDEOGRAPHS = 5
_DOUBLED_LETTERS = 12
_FIRST_GLYPHS = 4
_TITLE_WORDING = 3
_LONGEST_DOUBLED = 300
_GAP = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LineSign:
    """What one line is: marks that can hold together, none of them for most lines."""

    full: bool = False
    title: bool = False
    name: bool = False
    axis: bool = False
    figures: bool = False


BLANK = LineSign()


def read_sign(raws: Sequence[str], at: int, rulebook: Rulebook) -> LineSign:
    """The signs of line `at`, its neighbours considered.

    A title is strong: numbered, drawn twice, or right above the declaration of a unit. A name is weak: a
    heading of several words that stands alone.
    """
    raw = raws[at]
    if not raw.strip():
        return BLANK
    if _NUMBERS.fullmatch(raw):
        return LineSign(full=True, figures=True)
    return LineSign(
        full=True,
        title=_is_title(raws, at, rulebook),
        name=_is_name(raws, at, rulebook),
        axis=_is_axis(raw, rulebook),
        figures=_is_row(raw),
    )


def is_led(raws: Sequence[str], at: int) -> bool:
    """Whether a line begins with a blank after a line with text, or after a wide gap."""
    raw = raws[at]
    if not at or not raw.startswith(" ") or not raw.strip():
        return False
    return bool(raws[at - 1].strip()) or (at >= _GAP and not any(one.strip() for one in raws[at - _GAP : at]))


def is_heading(raw: str, words: int = 2) -> bool:
    """Whether a line alone could be a heading: words, begun large, ended by no point, hardly any figures."""
    text = raw.strip()
    if not text or len(text) > _LONGEST or text.endswith(_ENDS):
        return False
    if not (text[0].isupper() or text[0] in _OPENS or text[0].isdigit() or _CJK.match(text)):
        return False
    bare = _LABEL.sub("", text)
    if len(_FIGURE.findall(bare)) > 1:
        return False
    return words <= len(_WORD.findall(bare)) <= _MOST_WORDS or len(_CJK.findall(bare)) >= 2 * words


def is_headed(raw: str, rulebook: Rulebook) -> bool:
    """Whether a line at the start of a slide reads as its heading."""
    return is_heading(raw) and title_weight(raw, rulebook) >= 0


def is_unit_line(raw: str, rulebook: Rulebook) -> bool:
    """Whether a line declares the unit of a slide."""
    if len(raw) > _LONGEST or not _unit_words(rulebook).search(fold(raw, rulebook)):
        return False
    return any(unit.declaration for unit in find_units(raw, rulebook))


@lru_cache(maxsize=4)
def _unit_words(rulebook: Rulebook) -> "re.Pattern[str]":
    """Any word of a declaration: a look at it saves most lines the lexer."""
    kinds = {UnitKind.CURRENCY, UnitKind.SCALE}
    forms = {form for rule in rulebook.units if rule.kind in kinds for form in rule.forms}
    return re.compile("|".join(re.escape(form) for form in sorted(forms)) + "|[Uu]nit|単位", re.IGNORECASE)


def is_figures(raw: str) -> bool:
    """Whether a line has figures and nothing else."""
    return bool(_NUMBERS.fullmatch(raw))


def _is_row(raw: str) -> bool:
    """A table row: a name and at least two figures."""
    bare = _LABEL.sub("", raw)
    return len(_FIGURE.findall(bare)) > 1 and len(_WORD.findall(bare)) < _MOST_WORDS // 2


def _is_axis(raw: str, rulebook: Rulebook) -> bool:
    """Whether a line has period labels, at least two, and nothing else."""
    figures = len(_FIGURE.findall(raw))
    if figures <= 1 or _AMOUNT.search(raw) or len(_WORD.findall(raw)) > _AXIS_WORDS * figures:
        return False
    periods = find_periods(raw, rulebook)
    if len(periods) <= 1:
        return False
    places = [(one.start, one.end) for one in periods]
    places += [(one.start, one.end) for one in find_units(raw, rulebook) if one.declaration or one.bracketed]
    return not _LOOSE.sub("", _without(raw, places))


def _without(raw: str, places: Iterable[tuple[int, int]]) -> str:
    rest, at = "", 0
    for start, end in sorted(places):
        rest, at = rest + raw[at:start], max(at, end)
    return rest + raw[at:]


def _is_title(raws: Sequence[str], at: int, rulebook: Rulebook) -> bool:
    raw = raws[at]
    if _NUMBERED.match(raw) or _is_doubled(raw):
        return True
    below = raws[at + 1] if at + 1 < len(raws) else ""
    words = 2 if below.startswith(" ") else 1
    return is_heading(raw, words) and is_unit_line(below, rulebook) and not is_unit_line(raw, rulebook)


def _is_name(raws: Sequence[str], at: int, rulebook: Rulebook) -> bool:
    """A heading that stands free: above and below, or on one side where its wording is that of a title."""
    below = at + 1 == len(raws) or not raws[at + 1].strip() or is_led(raws, at + 1)
    above = not at or not raws[at - 1].strip()
    if not below or not (above or not is_led(raws, at)) or not is_heading(raws[at]):
        return False
    bare = _LABEL.sub(" AA ", raws[at])
    long = len(_WORD.findall(bare)) >= _NAME_WORDS or len(_CJK.findall(bare)) > _NAME_IDEOGRAPHS
    if not long or _DIGITS.search(bare):
        return False
    return title_weight(raws[at], rulebook) >= (0 if above and below else _TITLE_WORDING)


def _is_doubled(raw: str) -> bool:
    """Whether every glyph stands there an even number of times, as in a heading drawn twice."""
    text = raw.strip()
    half = len(text) // 2
    if not text[:1].isalpha() or len(text) > _LONGEST_DOUBLED or text[:half].strip() == text[half + 1 :]:
        return False
    if any(text.count(glyph) % 2 for glyph in text[:_FIRST_GLYPHS]):
        return False
    odd: set[str] = set()
    for glyph in text.replace(" ", ""):
        odd ^= {glyph}
    return not odd and sum(glyph.isalpha() for glyph in text) >= _DOUBLED_LETTERS
