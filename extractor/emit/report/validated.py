"""What Great Expectations found on a deck's tables, put into a report that was written before."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from extractor.emit.cells import encodable
from extractor.emit.report.templates import template
from extractor.emit.report.words import languages, words

# All text of a deck is escaped on the page, so that only the page itself can hold these comments.
_PLACE = re.compile(r"<!-- validation -->.*?<!-- /validation -->", re.DOTALL)
_LANGUAGE = re.compile(r'<html lang="(\w+)">')


def with_validation(page: str, outcomes: Sequence[Mapping[str, Any]]) -> str:
    """The page with the outcomes (as in validation.json) in its section; a page without such a place stays as it is."""
    spoken = _LANGUAGE.search(page)
    said = words(spoken[1] if spoken and spoken[1] in languages() else "en")
    failed = [outcome for outcome in outcomes if not outcome["success"]]
    section = encodable(template("validation.html").render(t=said, outcomes=outcomes, failed=failed))
    return _PLACE.sub(lambda _: section.rstrip("\n"), page, count=1)
