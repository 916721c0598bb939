"""Boxes: numbers outside axes and tables, with the captions that stand next to them."""

from dataclasses import replace
from itertools import groupby

import regex

from extractor.model.exhibit import Atom, Exhibit, Token
from extractor.model.figure import FigureKind
from extractor.model.number import CandidateKind
from extractor.model.proposal import Box, Caption, Glyphs, Proposal, SeriesRow

BOXES = 90
"""The panel number of boxes, beyond those of charts and tables."""
MOST_CUTS = 40
LEAST_REPEATED = 2
LINK = r"(?:and|of|for|by|to|from|the|in|on|with)"
ONLY_LINKS = regex.compile(rf"(?:{LINK}\s*)+", regex.IGNORECASE)
OPEN_END = regex.compile(r"(?:\b(?:and|of|for|by|to|the|in|on|with)|[&/,])$", regex.IGNORECASE)
COMPLEMENT = regex.compile(r"^(?:of|to|in|from|for)\b", regex.IGNORECASE)


def box_proposals(exhibit: Exhibit) -> tuple[Proposal, ...]:
    """One proposal with all boxes of an exhibit and its captions; nothing where it has no boxes."""
    tokens = {token.order: token for token in exhibit.tokens}
    atoms = tuple(atom for atom in exhibit.atoms if atom.token < 0 or _is_number(tokens.get(atom.token)))
    captions = _captions(atoms)
    named = {place: number for number, (caption, places) in enumerate(captions) for place in places if _names(caption)}
    boxes = tuple(_box(atoms, index, tokens[atom.token], named) for index, atom in enumerate(atoms) if atom.token >= 0)
    if not boxes:
        return ()
    return (
        Proposal(
            exhibit=exhibit.number,
            panel=BOXES,
            kind=FigureKind.CHART,
            columns=(),
            rows=(),
            boxes=boxes,
            captions=tuple(caption for caption, _ in captions),
        ),
    )


def captioned(proposal: Proposal, boxes: tuple[Proposal, ...]) -> Proposal:
    """The proposal with rows named whose values all have the same caption beside them, each its own."""
    beside = {box.token.order: (box, found.captions) for found in boxes for box in found.boxes}
    rows = tuple(row if row.label else replace(row, label=_repeated(row, beside)) for row in proposal.rows)
    return replace(proposal, rows=rows)


def _repeated(row: SeriesRow, beside: dict[int, tuple[Box, tuple[Caption, ...]]]) -> str:
    """The same words in the text box of every value, with the same words behind them; else empty."""
    found = [beside[glyph.token.order] for glyph in row.glyphs if glyph.token.order in beside]
    if len(found) < LEAST_REPEATED or len(found) != len(row.glyphs):
        return ""
    before = [captions[box.before] for box, captions in found if box.before >= 0]
    behind = [captions[box.behind] for box, captions in found if box.behind >= 0]
    own = [caption for caption, (box, _) in zip(before, found, strict=False) if caption.box == box.box]
    if len(own) != len(found) or not _same(before, len(found)):
        return ""
    return f"{before[0].text} {behind[0].text}" if _same(behind, len(found)) else before[0].text


def _same(captions: list[Caption], count: int) -> bool:
    """Whether so many captions, each printed by itself, say the same."""
    return len({caption.first for caption in captions}) == count and len({c.text for c in captions}) == 1


def _is_number(token: Token | None) -> bool:
    return token is not None and token.run.best.kind is not CandidateKind.NIL


Placed = tuple[Caption, tuple[int, ...]]
"""A caption with the places of its atoms."""


def _captions(atoms: tuple[Atom, ...]) -> tuple[Placed, ...]:
    """Texts of one box that no number parts, joined; over boxes where the upper one cannot end a name."""
    runs = groupby(enumerate(atoms), key=lambda pair: (pair[1].box, pair[1].token >= 0))
    found: list[Placed] = []
    for (_, number), run in runs:
        pairs = [(place, atom) for place, atom in run if not number]
        if pairs and not _only_links(pairs):
            found.append(_caption(pairs, atoms))
    return tuple(_joined(found, atoms))


def _only_links(pairs: list[tuple[int, Atom]]) -> bool:
    """Whether a box holds link words alone; words right of a number complete what it says."""
    texts = [atom.text for _, atom in pairs if atom.text]
    return bool(texts) and bool(ONLY_LINKS.fullmatch(" ".join(texts)))


def _caption(pairs: list[tuple[int, Atom]], atoms: tuple[Atom, ...]) -> Placed:
    texts = [atom.text for place, atom in pairs if atom.text and not _completes(place, atom, atoms)]
    periods = {period.label: period for _, atom in pairs for period in atom.periods}
    caption = Caption(
        text=" ".join(texts).replace("/ ", "/"),
        first=pairs[0][1].line,
        last=pairs[-1][1].line,
        box=pairs[0][1].box,
        order=next((atoms[n].token for n in range(pairs[-1][0], len(atoms)) if atoms[n].token >= 0), len(atoms)),
        periods=tuple(periods.values()),
    )
    return caption, tuple(place for place, _ in pairs)


def _completes(place: int, atom: Atom, atoms: tuple[Atom, ...]) -> bool:
    """Whether a text goes on behind a number on its line, as in `53% of revenue`."""
    before = atoms[place - 1] if place else atom
    return before.token >= 0 and before.line == atom.line and bool(COMPLEMENT.match(atom.text))


def _joined(found: list[Placed], atoms: tuple[Atom, ...]) -> list[Placed]:
    joined: list[Placed] = []
    for caption, places in found:
        above = joined[-1] if joined else None
        if above is not None and above[1][-1] + 1 == places[0] and OPEN_END.search(above[0].text):
            joined[-1] = _caption([(p, atoms[p]) for p in (*above[1], *places)], atoms)
        else:
            joined.append((caption, places))
    return [pair for pair in joined if pair[0].text or pair[0].periods]


def _box(atoms: tuple[Atom, ...], index: int, token: Token, named: dict[int, int]) -> Box:
    return Box(
        token=token,
        box=atoms[index].box,
        cuts=_cuts(token),
        before=_nearest(atoms, range(index - 1, -1, -1), named),
        behind=_nearest(atoms, range(index + 1, len(atoms)), named),
        about=atoms[index].about,
    )


def _names(caption: Caption) -> bool:
    """Whether a caption could be a name; one with a period dates figures instead."""
    return bool(caption.text) and not caption.periods


def _nearest(atoms: tuple[Atom, ...], places: range, named: dict[int, int]) -> int:
    """The first caption in a direction, −1 where a number comes first."""
    for place in places:
        if atoms[place].token >= 0:
            return -1
        if place in named:
            return named[place]
    return -1


def _cuts(token: Token) -> tuple[tuple[Glyphs, ...], ...]:
    return tuple(
        tuple(
            Glyphs(token=token, quantity=quantity, candidate=number, part=part, parts=len(candidate.quantities))
            for part, quantity in enumerate(candidate.quantities)
        )
        for number, candidate in enumerate(token.run.candidates[:MOST_CUTS])
        if candidate.quantities
    )
