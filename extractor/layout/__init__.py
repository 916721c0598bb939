"""Layout: repaired lines to exhibits with their titles, units, tokens, axes, names and statements."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from extractor.layout.aside import dates_aside, page_offset, set_aside
from extractor.layout.atoms import find_atoms
from extractor.layout.axes import find_axes
from extractor.layout.calendar import find_calendar
from extractor.layout.columns import find_columns
from extractor.layout.grids import Frame, find_frames, grids, legend_names, without_frames
from extractor.layout.heads import Head, column_lines, find_heads
from extractor.layout.labels import Vocabulary, names_alone, row_labels
from extractor.layout.lined import lined_pages
from extractor.layout.lists import NamedList, find_lists, list_columns, list_labels, list_unit, with_roles
from extractor.layout.names import Lore, comparable, find_names
from extractor.layout.placed import Printed, Sight, placed_pages
from extractor.layout.roles import Placed, place, without_lines
from extractor.layout.sections import find_sections
from extractor.layout.sketch import Sketch, sketch
from extractor.layout.spoken import find_spoken
from extractor.layout.statements import find_statements
from extractor.layout.summary import Page, summary_tables
from extractor.layout.titles import declared_unit, find_subtitle, find_title, title_text
from extractor.layout.tokens import Stream, stream
from extractor.layout.wrapped import wrapped_names
from extractor.model.deck import Deck, LayoutSheet, RepairedLine
from extractor.model.exhibit import Exhibit, Name, Role, Unit
from extractor.model.figure import Leftover
from extractor.model.period import FiscalCalendar
from extractor.model.text import CellTable
from extractor.rulebook import Rulebook

PAGED = "pdf"
PARAGRAPHS = "markdown"
"""The format whose blank lines part paragraphs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    slide: int
    placed: tuple[Placed, ...]
    title: Placed | None
    stream: Stream
    heads: tuple[Head, ...]
    head_lines: frozenset[int]
    lists: tuple[NamedList, ...]
    frames: tuple[Frame, ...] = ()
    subtitle: Placed | None = None
    cells: tuple[Name, ...] = ()
    paragraphs: bool = False
    unit: Unit = field(default_factory=Unit)

    @property
    def nameable(self) -> tuple[Placed, ...]:
        """The lines, those of column heads blank."""
        return tuple(
            replace(line, role=Role.BLANK) if line.number in self.head_lines and line.role is Role.NAME else line
            for line in self.placed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """What the format of the source marks: lines that head slides, tables with their cells, and paragraphs."""

    headed: frozenset[int]
    tables: tuple[CellTable, ...]
    paragraphs: bool


def layout(deck: Deck, rulebook: Rulebook) -> Deck:
    """Lay the layout sheet: one exhibit per slide, the deck's calendar, and numbers that are no figures."""
    calendar = find_calendar(deck.repair.lines)
    slides = _slides(deck, rulebook)
    printed = placed_pages(deck, _sight(deck, slides, rulebook), calendar, rulebook)
    printed = _with_summaries(deck, printed, calendar, rulebook)
    slides = {number: without_lines(placed, printed.taken) for number, placed in slides.items()}
    alone = frozenset(name for placed in slides.values() for name in names_alone(placed))
    vocabulary = Vocabulary(rulebook=rulebook, alone=alone)
    headed = frozenset(slide.first for slide in deck.read.slides if slide.headed) | printed.headed
    pages = tuple(
        _page(
            slide,
            placed,
            vocabulary,
            _Marked(headed=headed, tables=deck.read.tables, paragraphs=deck.source.format == PARAGRAPHS),
        )
        for slide, placed in slides.items()
    )
    offset = page_offset({page.slide: page.stream.tokens for page in pages})
    lore = _lore(pages, rulebook)
    exhibits: list[Exhibit] = []
    aside: list[Leftover] = []
    for page in pages:
        axes = find_axes(page.placed, page.stream, calendar)
        dropped = set_aside(page.slide, page.stream.tokens, axes, offset)
        dropped += dates_aside(page.slide, page.placed, rulebook)
        aside.extend(dropped)
        exhibit = _exhibit(page, len(exhibits) + 1, dropped, rulebook)
        marked = grids(page.frames, page.placed, page.stream, calendar)
        exhibits.append(replace(exhibit, axes=axes, names=_names(page, rulebook, lore), grids=marked))
    sheet = LayoutSheet(
        exhibits=tuple(exhibits),
        calendar=calendar,
        aside=tuple(aside),
        placed=printed.tables,
        proposed=printed.proposed,
        unplaced=printed.unplaced,
    )
    return replace(deck, layout=sheet)


def _with_summaries(deck: Deck, printed: Printed, calendar: FiscalCalendar, rulebook: Rulebook) -> Printed:
    """What pages show by position, with the summary tables that their lines are in place of what shares lines."""
    found = summary_tables(Page(lines=deck.repair.lines, calendar=calendar, rulebook=rulebook))
    if not found:
        return printed
    taken = frozenset(line for table in found for line in table.lines)
    tables = [table for table in printed.tables if taken.isdisjoint(table.lines)]
    for table in found:
        number = max((other.number for other in tables if other.slide == table.slide), default=0)
        tables.append(replace(table, number=number + 1))
    return replace(printed, tables=tuple(tables), taken=printed.taken | taken)


def _sight(deck: Deck, slides: Mapping[int, tuple[Placed, ...]], rulebook: Rulebook) -> Sight:
    """The pages of the source; else those that rows of figures in text order make, with the titles of their slides."""
    if deck.read.tables or deck.source.format == PAGED:
        return Sight(pages=deck.read.pages)
    made = lined_pages(deck.repair.lines, rulebook, drifting=bool(deck.read.pages))
    own = {page.number for page in made}
    found = {page.number: _title(slides[page.number], rulebook) for page in made if page.number in slides}
    titles = {number: title_text(title) if title is not None else "" for number, title in found.items()}
    return Sight(pages=(*(page for page in deck.read.pages if page.number not in own), *made), titles=titles)


def _names(page: _Page, rulebook: Rulebook, lore: Lore) -> tuple[Name, ...]:
    """Names of a slide by their first lines; lines of column heads hold none, those of tables may wrap.

    Where a legend has cells, other names are guesses.
    """
    found = find_names(page.nameable, page.stream, rulebook, lore)
    if page.cells:
        found = tuple(replace(name, cost=max(1, name.cost)) for name in found) + page.cells
    if not page.head_lines:
        return tuple(sorted(found, key=lambda name: name.first))
    found += wrapped_names(page.nameable, page.stream, rulebook)
    return tuple(sorted(found, key=lambda name: name.first))


def _lore(pages: tuple[_Page, ...], rulebook: Rulebook) -> Lore:
    """Phrases of the deck's prose, and names that stand alone on their line or lines somewhere in it."""
    spoken = find_spoken((line for page in pages for line in page.placed), rulebook)
    lore = Lore(spoken=spoken)
    names = (name for page in pages for name in find_names(page.placed, page.stream, rulebook, lore))
    return replace(lore, alone=frozenset(comparable(name.text) for name in names if not name.cost))


def _slides(deck: Deck, rulebook: Rulebook) -> dict[int, tuple[Placed, ...]]:
    """The lines of every slide with their roles; blocks printed twice count once."""
    told = _blanks_tell(deck)
    kept: dict[int, list[Sketch]] = {slide.number: [] for slide in deck.read.slides}
    for line in deck.repair.lines:
        if line.slide in kept and line.number not in deck.repair.repeated:
            kept[line.slide].append(sketch(line if told else _bare(line), rulebook))
    return {slide: place(tuple(lines)) for slide, lines in kept.items()}


def _blanks_tell(deck: Deck) -> bool:
    """Whether a blank at a line's end marks a wrap: where most lines have one, it marks nothing."""
    texts = [line.text for line in deck.repair.lines if line.text.strip()]
    return sum(text.endswith(" ") for text in texts) * 2 < len(texts)


def _bare(line: RepairedLine) -> RepairedLine:
    return replace(line, text=line.text.rstrip()) if line.text[-1:].isspace() else line


def _page(slide: int, placed: tuple[Placed, ...], vocabulary: Vocabulary, marked: _Marked) -> _Page:
    rulebook = vocabulary.rulebook
    frames = find_frames(marked.tables, placed, rulebook)
    legend = legend_names(marked.tables, frames, placed)
    unit = declared_unit(tuple(line for line in placed if line.number in {frame.head_line for frame in frames}))
    placed = without_frames(placed, frames, frozenset(name.first for name in legend), marked.tables)
    headed = next((line for line in placed if line.number in marked.headed), None)
    title = headed or _title(placed, rulebook)
    subtitle = find_subtitle(placed, headed) if headed is not None else None
    titles = {line.number for line in (title, subtitle) if line is not None}
    placed = tuple(replace(p, role=Role.TITLE) if p.number in titles else p for p in placed)
    heads = find_heads(placed, rulebook)
    head_lines = column_lines(heads)
    lists = find_lists(placed, rulebook)
    placed = with_roles(placed, lists)
    numbers = stream(placed, {**row_labels(placed, head_lines, vocabulary), **list_labels(lists)})
    return _Page(
        slide=slide,
        placed=placed,
        title=title,
        stream=numbers,
        heads=find_heads(placed, rulebook) if lists else heads,
        head_lines=head_lines,
        lists=lists,
        frames=frames,
        subtitle=subtitle,
        paragraphs=marked.paragraphs,
        unit=unit,
        cells=tuple(replace(name, order=numbers.orders[name.first]) for name in legend),
    )


def _title(placed: tuple[Placed, ...], rulebook: Rulebook) -> Placed | None:
    """The title of a slide; a line that could head a column or a section only where no other could be it."""
    heads = [head for head in find_heads(placed, rulebook) if head.term]
    taken = {number for head in heads for number in range(head.line, head.last + 1)}
    others = tuple(line for line in placed if line.number not in taken)
    return find_title(others, rulebook) or find_title(placed, rulebook)


def _exhibit(page: _Page, number: int, dropped: tuple[Leftover, ...], rulebook: Rulebook) -> Exhibit:
    spans = {leftover.span for leftover in dropped}
    tokens = tuple(token for token in page.stream.tokens if token.run.span not in spans)
    unit = declared_unit(page.placed)
    unit = unit if unit.printed else page.unit
    columns = find_columns(page.heads, page.stream, rulebook)
    return Exhibit(
        number=number,
        slide=page.slide,
        title=" ".join(title_text(line) for line in (page.title, page.subtitle) if line is not None),
        title_line=page.title.number if page.title is not None else 0,
        unit=unit if unit.printed else list_unit(page.lists),
        tokens=tokens,
        columns=(*columns, *list_columns(page.lists, page.stream)),
        sections=find_sections(page.heads, page.stream, tokens),
        statements=find_statements(page.placed, page.stream, paragraphs=page.paragraphs),
        atoms=find_atoms(page.placed, page.stream),
    )
