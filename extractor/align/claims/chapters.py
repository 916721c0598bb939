"""What slides say of time without saying it: the chapter whose number they bear."""

from collections.abc import Iterable, Mapping

import regex

from extractor.align.claims.context import slide_period
from extractor.model.deck import RepairedLine
from extractor.model.exhibit import Exhibit
from extractor.model.period import Period
from extractor.rulebook import Rulebook

CHAPTER = regex.compile(r"^\s*([IVXⅠ-Ⅻ]{1,4})\s?[.．]\s*(\S.*)$")
PART = regex.compile(r"^\s*([IVXⅠ-Ⅻ]{1,4})\s?[-–]\s?\d")


def chapter_periods(
    exhibits: Iterable[Exhibit], lines: Mapping[int, RepairedLine], rulebook: Rulebook
) -> Mapping[int, Period]:
    """Periods by slide that the headings of chapters name for the slides numbered within them.

    A chapter that names no period, or other ones elsewhere, gives none.
    """
    named: dict[str, dict[str, Period]] = {}
    for line in lines.values():
        heading = CHAPTER.match(line.text)
        if heading:
            period = slide_period(heading[2], rulebook)
            named.setdefault(heading[1], {}).update({period.label: period} if period is not None else {})
    found: dict[int, Period] = {}
    for exhibit in exhibits:
        part = PART.match(lines[exhibit.title_line].text) if exhibit.title_line in lines else None
        periods = named.get(part[1], {}) if part else {}
        if len(periods) == 1:
            found[exhibit.slide] = next(iter(periods.values()))
    return found
