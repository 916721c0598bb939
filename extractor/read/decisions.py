"""decisions.json, as the report saves it: what reviewers decided about figures of a deck."""

import re
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from extractor.errors import CallError
from extractor.model.decision import Decision, Decisions, Verdict
from extractor.model.text import Span

_MAX_BYTES = 16 * 1024 * 1024
_PLACE = re.compile(r"L(\d{1,9}):(\d{1,9})-(\d{1,9})")
_Text = Annotated[str, msgspec.Meta(max_length=2_000)]


class _Was(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    value: _Text
    item: _Text
    period: _Text
    unit: _Text = ""


class _Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    figure: _Text
    source: tuple[_Text, ...]
    raw: _Text
    was: _Was
    decision: Literal["accept", "correct", "reject"]
    value: _Text = ""
    item: _Text = ""
    period: _Text = ""
    note: _Text = ""
    by: _Text = ""
    at: _Text = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: Literal["irdeck-decisions/1"]
    deck: _Text
    digest: _Text
    decisions: tuple[_Made, ...]


def _span(place: str) -> Span:
    found = _PLACE.fullmatch(place)
    if not found:
        raise CallError(f"decisions: {place!r} is no place such as L283:1-60")
    line, first, last = map(int, found.groups())
    return Span(line=line, start=first - 1, end=last)


def _decision(made: _Made) -> Decision:
    value = made.value or made.was.value
    try:
        Decimal(value)
    except InvalidOperation:
        raise CallError(f"decisions: {made.figure}: {value!r} is no plain number") from None
    return Decision(
        figure=made.figure,
        verdict=Verdict(made.decision),
        raw=made.raw,
        spans=tuple(map(_span, made.source)),
        value=value,
        item=made.item or made.was.item,
        period=made.period or made.was.period,
        note=made.note,
        by=made.by,
        at=made.at,
    )


def read_decisions(path: Path) -> Decisions:
    """The decisions of a file that the report saved. Raises CallError where it is missing or no such file."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CallError(f"{path}: cannot be read ({error.strerror})") from error
    if len(data) > _MAX_BYTES:
        raise CallError(f"{path}: is larger than {_MAX_BYTES // 1024 // 1024} MiB")
    try:
        file = msgspec.json.decode(data, type=_File, strict=True)
    except msgspec.DecodeError as error:
        raise CallError(f"{path}: no decisions of irdeck ({error})") from error
    return Decisions(deck=file.deck, digest=file.digest, made=tuple(map(_decision, file.decisions)))
