"""One line of a slide seen by itself: its words beside numbers and periods, and the role these suggest."""

from dataclasses import dataclass
from itertools import pairwise

import regex

from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Role
from extractor.model.number import CandidateKind, Run, RunShape
from extractor.rulebook import Rulebook
from extractor.rulebook.lexicon import entries_of, lexicon
from extractor.rulebook.names import halves, read_name
from extractor.rulebook.terms import TermMention, find_terms
from extractor.rulebook.units import UnitMention, find_units

SENTENCE_WORDS = 8
SPOKEN_WORDS = 3
WIDE = 3
"""So many blanks and more set columns apart."""
LABELS_OF_AN_AXIS = 4
PAIR = 2
LINK_WORDS = frozenset({"of", "and", "for", "from", "by", "to", "in", "the", "on"}) | frozenset(
    {"with", "per", "used", "or", "at", "a", "an", "before"}
)
BULLET = regex.compile(r"^\s*(?:[-–—•・◆◇■□●○➤▶>※*]|\(\d+\)|\d+\.(?=\s*\D))\s*(?=\S)")
WORD = regex.compile(r"[^\W\d_]+(?:[-'’&/.][^\W\d_]+)*")
CJK = regex.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A line with its words, attached units and terms; `before` and `after` are the texts around its runs.

    A line is `named` where all of it is a long name that the rulebook lists.
    """

    line: RepairedLine
    words: int
    spoken: int
    before: str
    after: str
    between: str
    units: tuple[UnitMention, ...]
    terms: tuple[TermMention, ...]
    bullet: bool
    named: bool = False

    @property
    def number(self) -> int:
        return self.line.number

    @property
    def runs(self) -> tuple[Run, ...]:
        return self.line.runs

    @property
    def numbers(self) -> tuple[Run, ...]:
        """The runs without those that number a heading or an item of a list."""
        return _numbers(self.line)

    @property
    def blank(self) -> bool:
        return not self.line.text.strip()

    @property
    def declaration(self) -> UnitMention | None:
        return next((unit for unit in self.units if unit.declaration), None)

    @property
    def sentence(self) -> bool:
        """Whether the words are many and spoken; a name in title case may be long."""
        return self.words >= SENTENCE_WORDS and self.spoken >= SPOKEN_WORDS and not self.named

    @property
    def labels_only(self) -> bool:
        """Whether the line holds period labels, perhaps their unit in brackets, and nothing else."""
        masked = _without_runs(self.line)
        for unit in self.units:
            if unit.bracketed:
                masked[unit.start : unit.end] = " " * (unit.end - unit.start)
        return bool(self.line.periods) and not _count_words("".join(masked))

    @property
    def point(self) -> bool:
        """Whether the line closes like a sentence: with a Japanese stop, or with one in a numbered list."""
        text = self.line.text.rstrip()
        return text.endswith("。") or (self.numbers != self.runs and text.endswith("."))

    @property
    def glued(self) -> bool:
        """Whether the line opens with a number and its label right behind it, as torn rows do."""
        first = self.numbers[0]
        text = self.line.text
        return not text[: first.start].strip() and text[first.end : first.end + 1].isalpha()

    @property
    def money(self) -> bool:
        """Whether the line holds nothing but plain amounts with their currency, and percentages."""
        quantities = [q for run in self.runs for q in run.best.quantities]
        masked = _without_runs(self.line)
        for unit in self.units:
            masked[unit.start : unit.end] = " " * (unit.end - unit.start)
        plain = all(q.percent or (q.currency and not q.scale) for q in quantities)
        worded = any(sign.isalpha() for sign in masked)
        return bool(quantities) and plain and not worded and not self.line.periods

    @property
    def cells(self) -> bool:
        """Whether the line is a name and then several numbers, with their units and nothing else.

        Two stand far apart; no sentence says more of them without a word between.
        """
        text, masked = self.line.text, _without_runs(self.line)
        for unit in self.units:
            masked[unit.start : unit.end] = " " * (unit.end - unit.start)
        apart = all(not text[run.start - WIDE : run.start].strip() for run in self.numbers)
        worded = any(sign.isalpha() for sign in masked[self.numbers[0].start :])
        several = len(self.numbers) > 1 and (apart or len(self.numbers) > PAIR)
        named = any(sign.isalpha() for sign in masked[: self.numbers[0].start])
        return several and named and not worded and not self.line.periods

    @property
    def attached(self) -> bool:
        """Whether a number of the line carries its own unit word or currency."""
        words = tuple(unit for unit in self.units if unit.unit != "%")
        return any(_attached(run, words) for run in self.runs)


def sketch(line: RepairedLine, rulebook: Rulebook) -> Sketch:
    text = line.text
    units = find_units(text, rulebook)
    bullet = bool(BULLET.match(text)) and not (line.runs and line.runs[0].start <= len(text) - len(text.lstrip()))
    numbers = _numbers(line)
    told = _in_each_language(_residue(line))
    words, masked = max(map(_count_words, told)), _masked(line)
    first = numbers[0].start if numbers else len(text)
    last = numbers[-1].end if numbers else len(text)
    return Sketch(
        line=line,
        words=words,
        spoken=max(map(_count_spoken, told)),
        before=clean(masked[:first]),
        after=clean(masked[last:]),
        between=_between(line),
        units=units,
        terms=find_terms(text, rulebook),
        bullet=bullet,
        named=words >= SENTENCE_WORDS and not numbers and all(_is_listed(clean(half), rulebook) for half in told),
    )


def _in_each_language(text: str) -> tuple[str, ...]:
    """The two halves of a name printed in Japanese and English, which is no longer for that; else the text."""
    return (CJK.search(text) and halves(text)) or (text,)


def _is_listed(text: str, rulebook: Rulebook) -> bool:
    return bool(entries_of(read_name(text), lexicon(rulebook)))


def clean(text: str) -> str:
    """A label without bullets, stray punctuation and wide blanks."""
    stripped = BULLET.sub("", " ".join(text.split()))
    return stripped.strip(" \t:：,;*·.•").rstrip("$¥￥€£ ")


def role_alone(sketched: Sketch) -> Role:
    """The role that the line suggests when nothing around it is known."""
    if sketched.blank:
        return Role.BLANK
    if sketched.declaration:
        return Role.UNIT
    if sketched.numbers:
        return _numeric_role(sketched)
    return _wordy_role(sketched)


def _wordy_role(sketched: Sketch) -> Role:
    if sketched.words == 0 and not sketched.line.periods:
        return Role.BLANK
    if sketched.labels_only or labels_in_a_row(sketched.line) >= LABELS_OF_AN_AXIS:
        return Role.AXIS
    return Role.PROSE if sketched.sentence or sketched.point else Role.NAME


def labels_in_a_row(line: RepairedLine) -> int:
    """How many period labels stand side by side on a line, with nothing but blanks between them."""
    longest = length = min(1, len(line.periods))
    for left, right in pairwise(line.periods):
        apart = line.text[left.end : right.start].strip() or left.period.kind is not right.period.kind
        length = 1 if apart else length + 1
        longest = max(longest, length)
    return longest


def _numeric_role(sketched: Sketch) -> Role:
    if sketched.words == 0:
        spoken = sketched.attached or sketched.bullet
        return Role.PROSE if spoken and sketched.line.periods else Role.VALUES
    if sketched.cells or (sketched.glued and not sketched.attached and not sketched.sentence):
        return Role.ROW
    if sketched.attached or sketched.sentence or (sketched.before and sketched.after):
        return Role.PROSE
    if sketched.line.periods or WORD.search(sketched.between):
        return Role.PROSE
    return Role.ROW


def _residue(line: RepairedLine) -> str:
    """The text without runs and period labels."""
    return "".join(_without_runs(line)) if line.runs else _masked(line)


def _without_runs(line: RepairedLine) -> list[str]:
    masked = list(_masked(line))
    for run in line.runs:
        masked[run.start : run.end] = " " * (run.end - run.start)
    return masked


def _masked(line: RepairedLine) -> str:
    """The text with period labels blanked out."""
    if not line.periods:
        return line.text
    masked = list(line.text)
    for mention in line.periods:
        masked[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(masked)


def _numbers(line: RepairedLine) -> tuple[Run, ...]:
    return tuple(run for run in line.runs if run.shape is not RunShape.LIST)


def _between(line: RepairedLine) -> str:
    return " ".join(line.text[left.end : right.start] for left, right in pairwise(_numbers(line)))


def _count_words(text: str) -> int:
    """Words of a Latin text; two ideographs count as one word."""
    if text.isascii():
        return len(WORD.findall(text))
    return len(WORD.findall(CJK.sub(" ", text))) + (len(CJK.findall(text)) + 1) // 2


def _count_spoken(text: str) -> int:
    """Words in lower case that do more than link; ideographs count as spoken where a full stop stands."""
    plain = text if text.isascii() else CJK.sub(" ", text)
    latin = [word for word in WORD.findall(plain) if word[0].islower()]
    return sum(word not in LINK_WORDS for word in latin) + (SPOKEN_WORDS if "。" in text else 0)


def _attached(run: Run, units: tuple[UnitMention, ...]) -> bool:
    if run.best.kind is CandidateKind.NIL:
        return False
    if any(quantity.currency or quantity.scale for quantity in run.best.quantities):
        return True
    return any(unit.start >= run.end and unit.start - run.end <= 1 for unit in units)
