"""The Rulebook, and the table that says which rule files hold which kind of rule."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from extractor.rulebook.identities import Identity
from extractor.rulebook.items import Alias, Item
from extractor.rulebook.rules import (
    BulletRule,
    ConfidenceRule,
    ExpectationRule,
    FindingRule,
    GradeRule,
    IssuerRule,
    PeriodRule,
    PhraseRule,
    PieceRule,
    SignRule,
    TermRule,
    TitleRule,
    UnitRule,
    WidthRule,
    WordRule,
)
from extractor.rulebook.wordings import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A kind of rule: its place below the rules folder (a file or a folder), its field, and its type."""

    place: str
    field: str
    struct: type[Any]


FAMILIES: tuple[Family, ...] = (
    Family(place="glyphs/widths.toml", field="widths", struct=WidthRule),
    Family(place="glyphs/bullets.toml", field="bullets", struct=BulletRule),
    Family(place="glyphs/signs.toml", field="signs", struct=SignRule),
    Family(place="periods/pieces.toml", field="pieces", struct=PieceRule),
    Family(place="periods/words.toml", field="words", struct=WordRule),
    Family(place="periods", field="periods", struct=PeriodRule),
    Family(place="layout/units.toml", field="units", struct=UnitRule),
    Family(place="layout/terms.toml", field="terms", struct=TermRule),
    Family(place="layout/phrases.toml", field="phrases", struct=PhraseRule),
    Family(place="layout/titles.toml", field="titles", struct=TitleRule),
    Family(place="issuers.toml", field="issuers", struct=IssuerRule),
    Family(place="companies", field="aliases", struct=Alias),
    Family(place="items", field="items", struct=Item),
    Family(place="names", field="wordings", struct=Wording),
    Family(place="identities", field="identities", struct=Identity),
    Family(place="scoring/grades.toml", field="grades", struct=GradeRule),
    Family(place="scoring/confidence.toml", field="confidences", struct=ConfidenceRule),
    Family(place="expectations", field="expectations", struct=ExpectationRule),
    Family(place="findings.toml", field="findings", struct=FindingRule),
)
"""First hit wins, so a file stands before its folder."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All rules, one field per kind, in the order of files and lines; `digest` hashes their text."""

    digest: str
    origin: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    widths: tuple[WidthRule, ...] = ()
    bullets: tuple[BulletRule, ...] = ()
    signs: tuple[SignRule, ...] = ()
    pieces: tuple[PieceRule, ...] = ()
    words: tuple[WordRule, ...] = ()
    periods: tuple[PeriodRule, ...] = ()
    units: tuple[UnitRule, ...] = ()
    terms: tuple[TermRule, ...] = ()
    phrases: tuple[PhraseRule, ...] = ()
    titles: tuple[TitleRule, ...] = ()
    issuers: tuple[IssuerRule, ...] = ()
    items: tuple[Item, ...] = ()
    aliases: tuple[Alias, ...] = ()
    wordings: tuple[Wording, ...] = ()
    identities: tuple[Identity, ...] = ()
    grades: tuple[GradeRule, ...] = ()
    confidences: tuple[ConfidenceRule, ...] = ()
    findings: tuple[FindingRule, ...] = ()
    expectations: tuple[ExpectationRule, ...] = ()
