"""The grammar of printed numbers, and the ways a glued numeric run can be cut into them.

A number has one to three digits and then groups of `,ddd`, or one to three plain digits; it never begins with
a zero that other digits follow. Decimals, one sign, one pair of brackets and a percent sign may stand at it.
Longer plain digits are a number only when they stand alone. A lone zero glued behind other digits is thought
of only where nothing else is legal.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter

from extractor.model.number import Candidate, CandidateKind, Quantity, Sign
from extractor.model.text import Span

_WIDE = "０１２３４５６７８９，．％（）＋−－‐‑‒–—―﹣⁻▲▵▴"
_THIN = "0123456789,.%()+----------△△△"
_PLAIN = str.maketrans(_WIDE, _THIN)
_SIGNS = {"+": Sign.PLUS, "-": Sign.MINUS, "△": Sign.TRIANGLE}
_DIGITS = frozenset("0123456789")
_DIGITS_FROM = re.compile("[0-9]*")
_LONGEST_DECIMALS = 4
_GROUP = 3
LONGEST_RUN = 240
NOWHERE = Span(line=0, start=0, end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What a cut allows: `long` plain digits, and lone `zeros` behind digits."""

    long: bool = False
    zeros: bool = False


STRICT = Grammar()
WITH_ZEROS = Grammar(zeros=True)
ALONE = Grammar(long=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One legal number in a run, at columns [start, end); `digits` are its figures with the point."""

    start: int
    end: int
    digits: str
    sign: Sign = Sign.NONE
    percent: bool = False
    cost: int = 0


def plain(raw: str) -> str:
    """The same text with digits, separators, brackets and signs in their plain width, column by column."""
    return raw.translate(_PLAIN)


def cut_run(raw: str, count: int, limit: int, at: Span = NOWHERE) -> tuple[Candidate, ...]:
    """The `limit` cheapest legal readings of `raw` as exactly `count` numbers (0: any), in text order.

    `at` is the place of the run; spans of quantities count from its start. Gives nothing where no cut is
    legal.
    """
    text = plain(raw)
    if not text or len(text) > LONGEST_RUN or limit < 1:
        return ()
    if count > 0:
        return cut_between(raw, (count, count), (limit, limit), at)
    for grammar in (STRICT, WITH_ZEROS):
        found = _cheapest(text, limit, grammar)
        if found:
            return _candidates(raw, found, at)
    return ()


@lru_cache(maxsize=256)
def cut_between(
    raw: str, counts: tuple[int, int], limits: tuple[int, int], at: Span = NOWHERE
) -> tuple[Candidate, ...]:
    """The cheapest readings of `raw` as numbers, from the first to the last of `counts`, few numbers first.

    Of every count and of all together as many as `limits` say.
    """
    text = plain(raw)
    if not text or len(text) > LONGEST_RUN or counts[0] > counts[1]:
        return ()
    strict = _tails(text, counts, limits[0], STRICT)
    whole = all(count in strict for count in range(counts[0], counts[1] + 1))
    zeros = {} if whole else _tails(text, counts, limits[0], WITH_ZEROS)
    found = [cut for count in range(counts[0], counts[1] + 1) for cut in strict.get(count) or zeros.get(count, [])]
    found.sort(key=lambda cut: cut[0])
    return _candidates(raw, found[: limits[1]], at)


def count_cuts(raw: str, count: int = 0) -> int:
    """How many legal cuts `raw` has into `count` numbers, or into any number of them."""
    text = plain(raw)
    if not text or len(text) > LONGEST_RUN:
        return 0
    most = len(text) if count < 1 else count
    ways = [{0: 1} if i == len(text) else {} for i in range(len(text) + 1)]
    for i in range(len(text) - 1, -1, -1):
        for piece in pieces_at(text, i):
            for parts, number in ways[piece.end].items():
                if parts < most:
                    ways[i][parts + 1] = ways[i].get(parts + 1, 0) + number
    return sum(ways[0].values()) if count < 1 else ways[0].get(count, 0)


def whole_number(raw: str) -> Piece | None:
    """The number that the whole of `raw` prints, or None; plain digits of any length are one number."""
    text = plain(raw)
    for piece in pieces_at(text, 0, ALONE):
        if piece.end == len(text):
            return piece
    return None


def quantity(raw: str, piece: Piece, at: Span = NOWHERE) -> Quantity:
    """The quantity that a piece of `raw` prints."""
    _, point, decimals = piece.digits.partition(".")
    return Quantity(
        magnitude=Decimal(piece.digits),
        decimals=len(decimals) if point else 0,
        raw=raw[piece.start : piece.end],
        span=Span(line=at.line, start=at.start + piece.start, end=at.start + piece.end),
        sign=piece.sign,
        percent=piece.percent,
    )


def pieces_at(text: str, start: int, grammar: Grammar = STRICT) -> list[Piece]:
    """All legal numbers of a plain `text` that begin at `start`."""
    i, bracket, sign = start, False, Sign.NONE
    if text[i : i + 1] == "(":
        i, bracket, sign = i + 1, True, Sign.BRACKET
    if text[i : i + 1] in _SIGNS:
        sign = _SIGNS[text[i]]
        i += 2 if sign is Sign.TRIANGLE and text[i + 1 : i + 2] == " " else 1
    if text[i : i + 1] not in _DIGITS:
        return []
    found = []
    for end, cost in _bodies(text, i, grammar):
        close, percent = _closing(text, end, bracket=bracket)
        if close:
            digits = text[i:end].replace(",", "")
            found.append(Piece(start=start, end=close, digits=digits, sign=sign, percent=percent, cost=cost))
    return found


def _bodies(text: str, start: int, grammar: Grammar) -> list[tuple[int, int]]:
    """Ends and costs of the digits of numbers that begin at `start`."""
    run = _digits_end(text, start)
    if text[start] == "0":
        behind = start > 0 and text[start - 1] in _DIGITS
        whole = [] if behind and not grammar.zeros and text[start + 1 : start + 2] != "." else [(start + 1, 4)]
    else:
        whole = [(start + 1, 3)]
        whole += [(start + size, 3 - size) for size in (2, 3) if start + size <= run]
        whole += _grouped(text, start, run)
        if grammar.long and run - start > _GROUP:
            whole.append((run, 0))
    found = []
    for end, cost in whole:
        if text[end : end + 1] != ".":
            found.append((end, cost + 2))
            continue
        last = min(_digits_end(text, end + 1), end + 1 + _LONGEST_DECIMALS)
        found += [(stop, stop - end) for stop in range(end + 2, last + 1)]
    return found


def _grouped(text: str, start: int, run: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    end = run
    while run - start <= _GROUP and text[end : end + 1] == "," and _digits_end(text, end + 1) >= end + 4:
        end += 4
        found.append((end, 0))
        if text[end : end + 1] in _DIGITS:
            break
    return found


def _digits_end(text: str, start: int) -> int:
    found = _DIGITS_FROM.match(text, start)
    return found.end() if found else start


def _closing(text: str, end: int, *, bracket: bool) -> tuple[int, bool]:
    """Where a number ends once its percent sign and bracket are taken (0 where the bracket stays open)."""
    end, percent = _percent(text, end)
    if not bracket:
        return end, percent
    if text[end : end + 1] == " ":
        end += 1
    if text[end : end + 1] != ")":
        return 0, False
    end, after = _percent(text, end + 1)
    return end, percent or after


def _percent(text: str, end: int) -> tuple[int, bool]:
    if text[end : end + 1] == "%":
        return end + 1, True
    if text[end : end + 2] == " %":
        return end + 2, True
    return end, False


_Cut = tuple[int, tuple[Piece, ...]]
_COST = itemgetter(0)


def _cheapest(text: str, limit: int, grammar: Grammar) -> list[_Cut]:
    tails: list[list[_Cut]] = [[] for _ in range(len(text))] + [[(0, ())]]
    for i in range(len(text) - 1, -1, -1):
        tails[i] = _extend([(piece, tails[piece.end]) for piece in pieces_at(text, i, grammar)], limit)
    return tails[0]


@lru_cache(maxsize=64)
def _tails(text: str, counts: tuple[int, int], limit: int, grammar: Grammar) -> dict[int, list[_Cut]]:
    """The cheapest cuts of the whole text by the number of their pieces, from the first to the last of `counts`.

    Bits of `heads` are the numbers of pieces that can stand before a place: tails that no head makes long or short
    enough are left out.
    """
    pieces = [pieces_at(text, i, grammar) for i in range(len(text))]
    heads = [1] + [0] * len(text)
    for i, here in enumerate(pieces):
        for end in {piece.end for piece in here}:
            heads[end] |= heads[i] << 1
    wanted = (2 << counts[1]) - (1 << counts[0])
    tails: list[dict[int, list[_Cut]]] = [{} for _ in text] + [{0: [(0, ())]}]
    for i in range(len(text) - 1, -1, -1):
        found = {parts + 1 for piece in pieces[i] for parts in tails[piece.end]}
        for parts in sorted(parts for parts in found if heads[i] << parts & wanted):
            tails[i][parts] = _extend([(p, tails[p.end].get(parts - 1, [])) for p in pieces[i]], limit)
    return tails[0]


def _extend(options: list[tuple[Piece, list[_Cut]]], limit: int) -> list[_Cut]:
    """The cheapest ways to put a piece before a tail, equal ones in the order of the pieces."""
    ways = [(piece.cost + cut[0], piece, cut[1]) for piece, tails in options for cut in tails]
    ways.sort(key=_COST)
    return [(cost, (piece, *rest)) for cost, piece, rest in ways[:limit]]


def _candidates(raw: str, cuts: list[_Cut], at: Span) -> tuple[Candidate, ...]:
    """The cuts as candidates; a piece that many cuts share is one quantity."""
    pieces = {id(piece): piece for _, cut in cuts for piece in cut}
    known = {name: quantity(raw, piece, at) for name, piece in pieces.items()}
    return tuple(
        Candidate(
            kind=CandidateKind.GLUED if len(cut) > 1 else CandidateKind.CLEAN,
            quantities=tuple(known[id(piece)] for piece in cut),
            cost=cost,
        )
        for cost, cut in cuts
    )
