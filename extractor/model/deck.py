"""The Deck: a pile of transparent sheets, one laid on by each stage."""

from dataclasses import dataclass

from extractor.model.decision import Decision
from extractor.model.exhibit import Exhibit
from extractor.model.figure import Check, Figure, Finding, Leftover, Reading
from extractor.model.label import Label
from extractor.model.number import Run
from extractor.model.page import PrintedPage
from extractor.model.period import FiscalCalendar, PeriodMention
from extractor.model.placed import PlacedTable
from extractor.model.proposal import Claim, Proposal
from extractor.model.text import CellTable, Edit, Line, Slide


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was read: a name (file stem), its format, its encoding, and the SHA-256 of its bytes."""

    name: str
    format: str
    encoding: str = "utf-8"
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSheet:
    """Raw lines in source order, the slides they were printed on, and tables whose cells the source marks.

    `decisions` are what reviewers decided about figures of the deck in an earlier run.

    `pages` are those of a PDF, in order; other sources have none.
    """

    lines: tuple[Line, ...] = ()
    slides: tuple[Slide, ...] = ()
    tables: tuple[CellTable, ...] = ()
    pages: tuple[PrintedPage, ...] = ()
    decisions: tuple[Decision, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairedLine:
    """A line with its damage read: clean text, numeric runs and period labels in text order, and the edits.

    Columns of runs and mentions (`start`, `end`) refer to `text`; spans refer to the raw line. Applying the
    edits backwards to the text gives the raw line.
    """

    number: int
    slide: int
    text: str
    runs: tuple[Run, ...] = ()
    periods: tuple[PeriodMention, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RepairSheet:
    """One repaired line per raw line, same order. Lines of a block printed twice are named in `repeated`."""

    lines: tuple[RepairedLine, ...] = ()
    repeated: frozenset[int] = frozenset()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutSheet:
    """Exhibits in slide order, the fiscal calendar of the deck, and tokens set aside with a reason.

    `placed` are the tables and charts that the places of glyphs on printed pages make, `proposed` those that a second
    reader saw, and `unplaced` are the pages on which figures found no place.
    """

    exhibits: tuple[Exhibit, ...] = ()
    calendar: FiscalCalendar = FiscalCalendar()
    aside: tuple[Leftover, ...] = ()
    placed: tuple[PlacedTable, ...] = ()
    proposed: tuple[PlacedTable, ...] = ()
    unplaced: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignSheet:
    """Series proposals for every exhibit, and the figures that sentences state."""

    proposals: tuple[Proposal, ...] = ()
    claims: tuple[Claim, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchSheet:
    """Printed names of the deck with the items they stand for."""

    labels: tuple[Label, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileSheet:
    """Decided readings, the checks that were run, unused tokens, and findings about the paper."""

    readings: tuple[Reading, ...] = ()
    checks: tuple[Check, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreSheet:
    """Graded figures, in the order of the readings."""

    figures: tuple[Figure, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """One source document and the sheets laid on it so far; a sheet not laid yet is empty."""

    source: Source
    read: ReadSheet = ReadSheet()
    repair: RepairSheet = RepairSheet()
    layout: LayoutSheet = LayoutSheet()
    align: AlignSheet = AlignSheet()
    match: MatchSheet = MatchSheet()
    reconcile: ReconcileSheet = ReconcileSheet()
    score: ScoreSheet = ScoreSheet()

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.score.figures

    @property
    def checks(self) -> tuple[Check, ...]:
        return self.reconcile.checks

    @property
    def leftovers(self) -> tuple[Leftover, ...]:
        return self.reconcile.leftovers

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of every stage, in stage order."""
        sheets = (self.read, self.repair, self.layout, self.align, self.match, self.reconcile, self.score)
        return tuple(finding for sheet in sheets for finding in sheet.findings)
