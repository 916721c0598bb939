"""Lines of names and amounts in turn, as boxes of two columns run together; name first or amount first.

`Assets JPY11,021 million Liabilities JPY8,198 million` has its names first, the same line the other way round has its
amounts first. Where amounts stand at both ends, the names between are told apart by those that are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import regex

from extractor.align.claims.context import Around
from extractor.align.claims.measures import RATIO_NAME
from extractor.align.claims.subjects import clean
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Statement, Token
from extractor.model.figure import Measure
from extractor.model.number import RunShape
from extractor.model.period import Period, PeriodKind
from extractor.model.proposal import Claim, Glyphs
from extractor.rulebook import Rulebook
from extractor.rulebook.lookup import items_named
from extractor.rulebook.units import find_units

NAME = regex.compile(r"\p{Lu}[^:：.,;()（）]*(?:\([^()]*\))?")
SECTION = regex.compile(r"^\s*[-–•]?\s*[<＜]")
LONGEST = 6
LEAST_LINES = 2
CURRENCY = 4
LINKS = frozenset({"of", "and", "the", "for", "in", "on", "to", "from", "with"})
YEARS = frozenset({PeriodKind.YEAR, PeriodKind.HALF, PeriodKind.QUARTER, PeriodKind.NINE_MONTHS})
Pair = tuple[str, Token]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What sections of a slide say of time: their fiscal period, and the day of the part that stands at one."""

    fiscal: Period | None = None
    day: Period | None = None


def with_line(when: When, line: RepairedLine) -> When:
    """What is known of time behind a line: a section begins anew, months end what stood at a day."""
    periods = [mention.period for mention in line.periods]
    fiscal = [period for period in periods if period.kind in YEARS and period.year]
    days = [period for period in periods if period.kind is PeriodKind.INSTANT]
    if SECTION.match(line.text):
        return When(fiscal=fiscal[0] if len(fiscal) == 1 else None, day=days[0] if len(days) == 1 else None)
    if periods and not days and not fiscal:
        return replace(when, day=None)
    return replace(when, day=days[0]) if len(days) == 1 and not line.runs else when


def pairs_of(line: RepairedLine, tokens: Sequence[Token], rulebook: Rulebook) -> tuple[Pair, ...]:
    """The names of a line with their amounts; nothing where it holds more than names and amounts in turn."""
    cut = _cut(line, tokens, rulebook)
    if cut is None:
        return ()
    texts, amounts = cut
    first, last, inner = texts[0], texts[-1], texts[1:-1]
    if len(amounts) == 1 and bool(first) is bool(last):
        return ()
    if first and not last and all(inner):
        return tuple(zip((first, *inner), amounts, strict=True))
    if last and not first and all(inner):
        return tuple(zip((*inner, last), amounts, strict=True))
    return _both_ends(inner, amounts, rulebook) if not first and not last and all(inner) else ()


def _both_ends(names: Sequence[str], amounts: Sequence[Token], rulebook: Rulebook) -> tuple[Pair, ...]:
    """Amounts at both ends: before the names that are two known ones, names stand behind; after it, before."""
    for at, name in enumerate(names):
        halves = _halves(name, rulebook)
        if halves:
            before = zip((*names[:at], halves[0]), amounts, strict=False)
            behind = zip((halves[1], *names[at + 1 :]), amounts[at + 1 :], strict=True)
            return (*before, *behind)
    ratio = any(q.percent for q in amounts[-1].run.best.quantities)
    return tuple(zip((*names, ""), amounts, strict=True)) if ratio else ()


def _halves(name: str, rulebook: Rulebook) -> tuple[str, str] | None:
    """Two known names that a text is, where it is none by itself."""
    if items_named(name, rulebook):
        return None
    words = name.split()
    cuts = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    known = [cut for cut in cuts if all(items_named(half, rulebook) for half in cut)]
    return known[0] if len(known) == 1 else None


def _cut(
    line: RepairedLine, tokens: Sequence[Token], rulebook: Rulebook
) -> tuple[tuple[str, ...], tuple[Token, ...]] | None:
    """Texts before, between and behind the amounts of a line; nothing where other words or numbers stand there."""
    units = find_units(line.text, rulebook)
    texts: list[str] = []
    at = 0
    for token in tokens:
        run = token.run
        own = [u for u in units if u.figure_end == run.end and u.unit]
        percent = any(q.percent for q in run.best.quantities)
        if run.shape is not RunShape.NUMBER or not (percent or any(u.scale for u in own)):
            return None
        low = min([run.start, *(u.start for u in own)])
        texts.append(line.text[at:low])
        at = max([run.end, *(u.end for u in own)])
    texts.append(line.text[at:])
    names = [clean(text) for text in texts]
    return (tuple(names), tuple(tokens)) if tokens and all(map(_is_name, names)) else None


def _is_name(text: str) -> bool:
    if not text:
        return True
    spoken = [word for word in text.split() if word.islower() and word not in LINKS]
    return bool(NAME.fullmatch(text)) and len(text.split()) <= LONGEST and len(spoken) <= 1


def paired_claims(
    around: Around, tokens: Mapping[int, tuple[Token, ...]], lines: Mapping[int, RepairedLine]
) -> dict[int, tuple[Claim, ...]]:
    """Claims of the statements of a slide that pair names with amounts, by the place of the statement.

    One such line may be a sentence in short: there must be two of them.
    """
    statements = around.exhibit.statements
    found: dict[int, tuple[Claim, ...]] = {}
    when = When()
    for place, statement in enumerate(statements):
        claims: list[Claim] = []
        for number in statement.lines:
            when = with_line(when, lines[number])
            pairs = pairs_of(lines[number], tokens.get(number, ()), around.rulebook)
            pairs = pairs or _under(statements[place - 1 : place], statement, tokens.get(number, ()), lines)
            below = _ratio_below(statements[place + 1 : place + 2], lines)
            claims += [_claim(name or below, token, around, when) for name, token in pairs if name or below]
        if claims:
            found[place] = tuple(claims)
    many = sum(len(claims) > 1 for claims in found.values())
    return found if many >= LEAST_LINES else {}


def _under(
    above: Sequence[Statement], statement: Statement, found: Sequence[Token], lines: Mapping[int, RepairedLine]
) -> tuple[Pair, ...]:
    """An amount alone in its box under a name alone in its own."""
    lone = len(found) == 1 and len(statement.lines) == 1
    lone = lone and any(quantity.currency for quantity in found[0].run.best.quantities[:1])
    words = statement.text[: statement.text.find(found[0].run.raw)] if lone else ""
    if not lone or not above or len(words) > CURRENCY or any(lines[n].runs for n in above[0].lines):
        return ()
    name = clean(above[0].text)
    return ((name, found[0]),) if name and _is_name(name) else ()


def _ratio_below(below: Sequence[Statement], lines: Mapping[int, RepairedLine]) -> str:
    """The name of a ratio that stands alone in the next statement, empty where it says more."""
    if not below or any(lines[number].runs for number in below[0].lines):
        return ""
    name = clean(below[0].text)
    return name if RATIO_NAME.search(name) and len(name.split()) <= LONGEST else ""


def _claim(name: str, token: Token, around: Around, when: When) -> Claim:
    quantity = token.run.best.quantities[0]
    return Claim(
        exhibit=around.exhibit.number,
        subject=name,
        glyphs=Glyphs(token=token, quantity=quantity),
        measure=Measure.RATIO if quantity.percent else Measure.AMOUNT,
        unit="%" if quantity.percent else quantity.currency,
        scale="1" if quantity.percent else quantity.scale or "1",
        period=when.day or when.fiscal,
        line=token.line,
        found="heading",
    )
