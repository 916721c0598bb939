"""Exhibits as markup: the source beside the table that was read from it, every row redrawn.

A deck has thousands of cells, so this is written without a template; all text of the deck passes `escape`.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from extractor.emit.glyphs import Piece as Glyphs
from extractor.emit.glyphs import RawLines, SourceLine, source_lines
from extractor.emit.grid import Grid, GridRow
from extractor.emit.phrases import MARKS, SYMBOLS, Evidence, terms
from extractor.emit.report.drawing import BARS_HEIGHT, Bar, Picture, redrawn
from extractor.emit.report.pages import Framed, PageView
from extractor.emit.report.translation import verdict_sentence
from extractor.emit.report.words import Words
from extractor.model.figure import Check, Figure, Grade, Measure


def shown_value(figure: Figure, known: Evidence) -> str:
    """A value as a cell shows it: without its unit, but for the percent sign."""
    return known.values[figure.reading.figure] + ("%" if figure.reading.unit == "%" else "")


def source_html(grid: Grid, view: PageView | None, lines: RawLines, said: Words) -> str:
    """The page that the figures of an exhibit were read from, or their lines."""
    inside = _page(view, said) if view else "\n".join(map(_line, source_lines(lines, grid.figures)))
    return f'<div class="source" tabindex="0" role="region" aria-label="{escape(said["source"])}">{inside}</div>'


def _page(view: PageView, said: Words) -> str:
    size = f'viewBox="0 {view.top} {view.page.width} {view.height}"'
    name = escape(f"{said['slide']} {view.number}")
    frames = "\n".join(map(_frame, view.framed))
    return f'<svg class="page" {size} role="img" aria-label="{name}"><use href="#page-{view.number}"/>{frames}</svg>'


def _frame(one: Framed) -> str:
    box = one.box
    place = f'x="{box.x0:.1f}" y="{box.y0:.1f}" width="{box.width:.1f}" height="{box.height:.1f}"'
    kind = f'class="frame {one.grade}" data-figures="{escape(one.ids)}"'
    return f"<rect {kind} {place}/>"


def _line(line: SourceLine) -> str:
    gap = '<div class="gap">⋯</div>' if line.gap else ""
    return f'{gap}<div class="line"><b>{line.number}</b><span>{"".join(map(_glyphs, line.pieces))}</span></div>'


def _glyphs(piece: Glyphs) -> str:
    text = escape(piece.text)
    if not piece.grade:
        return text
    read = f"<del>{text}</del><ins>{escape(piece.after)}</ins>" if piece.after else text
    return f'<mark class="{piece.grade}" data-figures="{escape(piece.ids)}">{read}</mark>'


def table_html(grid: Grid, known: Evidence, said: Words) -> str:
    """The rows of an exhibit with their pictures, cells coloured by grade."""
    pictures = [redrawn(row) for row in grid.rows]
    drawn = any(pictures)
    heads = [said["item"], said["unit"], *([said["redrawn"]] if drawn else [])]
    head = "".join([f'<th scope="col">{escape(text)}</th>' for text in heads])
    head += "".join([f'<th scope="col" class="n">{escape(column)}</th>' for column in grid.columns])
    kinds = {grade: _kind(grade, said) for grade in Grade}
    rows = "\n".join(
        _named(row, said) + (_picture(picture, row) if drawn else "") + _cells(row, known, kinds)
        for row, picture in zip(grid.rows, pictures, strict=True)
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(said["table"])}"><table>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _named(row: GridRow, said: Words) -> str:
    above = f'<span class="soft">{escape(row.breadcrumb)} ›</span> ' if row.breadcrumb else ""
    measure = "" if row.measure == Measure.AMOUNT else escape(said[f"measure_{row.measure}"])
    kind = f' <span class="soft">{measure}</span>' if measure else ""
    return f'<tr><th scope="row">{above}{escape(row.item)}</th><td class="unit">{escape(row.unit_text)}{kind}</td>'


def _picture(picture: Picture | None, row: GridRow) -> str:
    if picture is None:
        return '<td class="picture"></td>'
    size = f'width="{picture.width}" height="{BARS_HEIGHT + 2}" viewBox="0 -1 {picture.width} {BARS_HEIGHT + 2}"'
    zero = f'<line class="zero" x1="0" x2="{picture.width}" y1="{picture.zero}" y2="{picture.zero}"/>'
    bars = "".join(map(_bar, picture.bars))
    return f'<td class="picture"><svg {size} role="img" aria-label="{escape(row.item)}">{zero}{bars}</svg></td>'


def _bar(bar: Bar) -> str:
    place = f'x="{bar.x}" y="{bar.y}" width="{bar.width}" height="{bar.height}"'
    return f'<rect class="g-{bar.grade}" data-bar="{escape(bar.figure)}" {place}/>'


def _kind(grade: Grade, said: Words) -> tuple[str, str]:
    """What stands before and behind a value of a grade."""
    before = f'class="n {grade.word}" title="{escape(said[grade.word])}"'
    return before, f'<i aria-hidden="true">{SYMBOLS[grade]}</i></td>'


def _cells(row: GridRow, known: Evidence, kinds: Mapping[Grade, tuple[str, str]]) -> str:
    # The first figure of a row is a stop of the tab key; arrows lead to the others.
    cells, stop = [], 'tabindex="0" '
    for cell in row.cells:
        if not cell:
            cells.append("<td></td>")
        for figure in cell:
            before, behind = kinds[figure.grade]
            name = escape(figure.reading.figure)
            cells.append(f'<td {before} {stop}id="{name}" data-figure="{name}">{shown_value(figure, known)}{behind}')
            stop = ""
    return "".join(cells) + "</tr>"


def checks_html(checks: Sequence[Check], known: Evidence, said: Words) -> str:
    """Checks with their operands, gap and allowance; open where one does not hold."""
    if not checks:
        return ""
    failed = sum(not check.holds for check in checks)
    summary = said["checks_of"].format(count=len(checks), failed=failed)
    heads = "".join([f'<th scope="col">{escape(said[key])}</th>' for key in ("identity", "period", "operands", "gap")])
    return (
        f'<details class="checks"{" open" if failed else ""}><summary>{escape(summary)}</summary>'
        f'<div class="scroll"><table>\n<thead><tr><th scope="col"><span class="hidden">{escape(said["checks"])}</span>'
        f"</th>{heads}</tr></thead>\n<tbody>\n{_check_rows(checks, known, said)}\n</tbody></table></div></details>"
    )


def _check_rows(checks: Iterable[Check], known: Evidence, said: Words) -> str:
    return "\n".join(
        f'<tr class="{"holds" if check.holds else "fails"}"><td>{MARKS[check.holds]}</td>'
        f"<td>{escape(check.identity)}</td><td>{escape(check.period)}</td><td>{_sum(check, known)}</td>"
        f"<td>{escape(verdict_sentence(check, said))}</td></tr>"
        for check in checks
    )


def _sum(check: Check, known: Evidence) -> str:
    return "".join(
        f'{term.sign}<a href="#{escape(term.figure)}" data-select="{escape(term.figure)}" title="{escape(term.name)}">'
        f"{escape(term.value)}</a>"
        for term in terms(check, known)
    )
