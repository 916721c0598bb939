"""Printed names in a form that can be compared: marks cut, widths folded, words in the singular.

Orthography only; what words mean is said by the wordings of the rulebook.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

MAX_CHARS = 160
"""Longer texts are sentences, not names; only their head is read."""

_NUMBER = r"[0-9０-９]{1,2}(?:\s*[,，、・]\s*[※*]?\s*[0-9０-９]{1,2})*"
_MARKS = re.compile(
    rf"[⁰¹²³⁴-⁹†‡™®©]|(?<=\S)\s*[※*]+\s?(?:{_NUMBER})?\s*$|[※*]{_NUMBER}|(?<=\S)[①-⑳]"
    rf"|[(（\[]\s*[※*注][^()（）\[\]]{{0,8}}[)）\]](?:\s*{_NUMBER}\s*$)?|\s*(?<![受発外])注記?\s*{_NUMBER}\s*$"
)
_NUMBERING = re.compile(
    r"^(?:\d{1,2}(?:-\d{1,2})?[.):](?=\s*[^\W\d]|\s+\d+[^\W\d_]|1[年株])|\d{1,2}\)(?=\d)"
    r"|(?:[ivx]{1,5}|[a-zァ-ヶ])(?:-\d{1,2})?[.):](?=\s|[^\x00-\x7f]|1[年株])"
    r"|\((?:[ivx]{1,4}|[a-zァ-ヶ])\)(?=\s|[^\x00-\x7f])"
    r"|(?:\d{1,2}|i{1,3}|iv|vi{0,3}|ix)\s+(?=[\u3040-\u30ff\u3400-\u9fff]|1[年株])"
    r"(?!株(?![式主])|社(?!債)|店(?!舗)|四(?!半期)|期(?![中首末])|半期|[年月日人名円件台億千百万倍回位戸号番カヵヶか]))\s*"
)
_ROMAN = re.compile(r"^\s*[Ⅰ-Ⅻⅰ-ⅻ]+(?=[^\x00-\x7f\s]|1[年株])(?![.．)）、])")
_BULLETS = re.compile(r"^[\s\-・•●■◆▶►>○◇□▪*①-⑳.,:]+")
_DASHES = re.compile(r"[‐-―−－﹣]")
_APOSTROPHES = re.compile(r"[’‘'`´]")
_QUOTES = re.compile(r"[“”\"「」『』【】]")
_ACRONYM = re.compile(r"\b([A-Z]{1,3}) ?& ?([A-Z]{1,2})(?![A-Za-z])|\b([a-z]{1,3})&([a-z]{1,2})(?![a-z])")
_PREFIX = re.compile(r"\b(non|pre)[- ](?=[a-z])|\b(inter|sub|multi|e)-(?=[a-z])")
_BRACKET = re.compile(r"[(\[<]([^()\[\]<>]*)[)\]>]?")
_WORD = re.compile(r"[a-z]/[a-z](?![a-z])|[^\W_]+|%")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々]")
_JAPANESE_FIRST = re.compile(r"([^\x00-\x7f].*[^\x00-\x7f）)])[\s/]+([A-Za-z][ -~’–]*)")
_ENGLISH_FIRST = re.compile(r"([A-Za-z][ -~’–]*?)[\s/]+([^\x00-\x7f].*)")
_SEVERAL = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff][^A-Za-z]*\s[ -~]*\b[A-Za-z][a-z]{2,}\b[ -~]*\s[^A-Za-z]*[\u3040-\u30ff\u3400-\u9fff]"
)
_PROSE_WORD = re.compile(r"\b[A-Za-z][a-z]{2,}\b(?!-)")
_OUTSIDE_JAPANESE = re.compile(r"[^\w%]|_")
_KEEP_S = ("ss", "us", "is")
_SHORT = 3
"""Words of so many letters have no plural ending: gas, its, EPS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a name, in brackets or not."""

    text: str
    bracketed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Name:
    """A printed name: its parts in printed order, and `full`, the text of all of them.

    English text is lower-case words in the singular with single blanks between; Japanese text has no blanks.
    """

    printed: str
    japanese: bool
    parts: tuple[Part, ...]
    full: str
    words: tuple[str, ...]

    @property
    def inner(self) -> tuple[str, ...]:
        return tuple(part.text for part in self.parts if part.bracketed)

    @property
    def outer(self) -> str:
        return self.joined(tuple(part for part in self.parts if not part.bracketed))

    def joined(self, parts: tuple[Part, ...]) -> str:
        """The text of some of the name's parts."""
        return ("" if self.japanese else " ").join(part.text for part in parts)


@lru_cache(maxsize=8192)
def read_name(printed: str) -> Name:
    """The comparable form of a printed name; `full` is empty where it has no letters."""
    pieces = _BRACKET.split(_fold(printed[:MAX_CHARS]))
    parts = [Part(text=_form(piece), bracketed=at % 2 == 1) for at, piece in enumerate(pieces)]
    outside = "".join(part.text for part in parts if not part.bracketed)
    japanese = is_japanese(outside or "".join(pieces))
    initials = "".join(word[0] for part in parts if not part.bracketed for word in part.text.split())
    kept = tuple(part for part in parts if part.text and not (part.bracketed and _says_nothing(part.text, initials)))
    full = ("" if japanese else " ").join(part.text for part in kept)
    return Name(printed=printed, japanese=japanese, parts=kept, full=full, words=tuple(full.split()))


def is_japanese(text: str) -> bool:
    """Whether a text has kana or kanji."""
    return bool(_JAPANESE.search(text))


def halves(printed: str) -> tuple[str, ...]:
    """The Japanese and the English half of a name printed in both, in this order; empty for other names.

    English words amid Japanese ones are the end of one name and the beginning of the next.
    """
    return _halves(printed[:MAX_CHARS].strip())


@lru_cache(maxsize=8192)
def _halves(printed: str) -> tuple[str, ...]:
    for pattern, order in ((_JAPANESE_FIRST, (1, 2)), (_ENGLISH_FIRST, (2, 1))):
        found = pattern.fullmatch(printed)
        if found and _PROSE_WORD.search(found[order[1]]) and not _SEVERAL.search(found[order[0]]):
            return found[order[0]], found[order[1]]
    return ()


def local_id(printed: str) -> str:
    """A stable id for a line no rule knows: `local.` and the name itself; empty where it has no letters."""
    name = read_name((halves(printed) or (printed,))[-1])
    slug = "_".join(name.words).replace("%", "percent").replace("/", "")
    return f"local.{slug[:80]}" if any(sign.isalpha() for sign in name.full) else ""


def singular(word: str) -> str:
    """An English word without its plural ending; short words and words on -ss, -us, -is stay."""
    if len(word) <= _SHORT or not word.endswith("s") or word.endswith(_KEEP_S):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1]


def _fold(printed: str) -> str:
    """Lower-case text after NFKC; footnote marks are cut first, for NFKC makes digits of them."""
    bare = _ROMAN.sub("", _BULLETS.sub("", _MARKS.sub(" ", printed)))
    text = unicodedata.normalize("NFKC", bare)
    text = _QUOTES.sub(" ", _APOSTROPHES.sub("", _DASHES.sub("-", text)))
    text = _ACRONYM.sub(lambda found: "".join(part or "" for part in found.groups()), text)
    text = " ".join(text.replace("&", " and ").split()).casefold()
    return _PREFIX.sub(lambda found: found[1] or found[2], _NUMBERING.sub("", text, count=1))


def _form(piece: str) -> str:
    return _compact(piece) if is_japanese(piece) else _spaced(piece)


def _spaced(text: str) -> str:
    return " ".join(singular(word) for word in _WORD.findall(text.replace("-", " ")))


def _compact(text: str) -> str:
    return _OUTSIDE_JAPANESE.sub("", text).replace("一株", "1株")


def _says_nothing(inner: str, initials: str) -> bool:
    """Whether a bracket holds only the number of a note or the initials of the name itself."""
    numbers = inner.removeprefix("note").replace(" ", "")
    return numbers.isdigit() or (len(inner) > 1 and inner == initials)
