"""Dates of boxes: the periods that a slide names apart from its axes."""

from collections.abc import Iterable

from extractor.model.exhibit import Exhibit
from extractor.model.period import FISCAL, Period, a_year_before
from extractor.model.proposal import Caption

LONGEST_DATING = 2


def only_period(captions: Iterable[Caption], exhibit: Exhibit) -> Period | None:
    """The one period that a slide names, in captions and on axes; None where there are none or several."""
    named = [period for caption in captions for period in caption.periods]
    named += [period for axis in exhibit.axes for period in axis.periods]
    found = {period.label: period for period in named}
    return next(iter(found.values())) if len(found) == 1 else None


def compared_periods(captions: Iterable[Caption]) -> tuple[Period, ...]:
    """A period and the same one a year before that one caption, or all short ones together, name."""
    dating = [caption.periods for caption in captions if 0 < len(caption.periods) <= LONGEST_DATING]
    union = tuple({period.label: period for periods in dating for period in periods}.values())
    pairs = {found[0].label: found for periods in (*dating, union) if (found := _pair(periods))}
    return next(iter(pairs.values())) if len(pairs) == 1 else ()


def _pair(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The later and the earlier of two periods a year apart."""
    by_label = {period.label: period for period in periods if period.kind in FISCAL and period.year}
    found = [
        (period, by_label[before])
        for period in by_label.values()
        if (before := a_year_before(period).label) in by_label
    ]
    return found[0] if len(found) == 1 else ()
