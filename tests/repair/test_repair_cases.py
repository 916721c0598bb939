"""What repair makes of single lines, as readable cases."""

from pathlib import Path

import pytest

from extractor.model.deck import Deck, ReadSheet, RepairedLine, Source
from extractor.model.number import Candidate, CandidateKind, Quantity, Run, Sign
from extractor.model.text import Line
from extractor.repair import repair
from extractor.rulebook import load_rulebook

CASES = Path(__file__).parent / "cases"
MARKS = {CandidateKind.DOUBLED: "2x ", CandidateKind.OCR: "? "}


def cases(name: str) -> list[tuple[str, str, str]]:
    text = (CASES / name).read_text(encoding="utf-8").partition("\n\n")[2]
    parts = [part.strip("\n") for part in text.replace("\n.\n.\n", "\n.\n\n.\n").split("\n.\n")]
    return list(zip(parts[0::3], parts[1::3], parts[2::3], strict=False))


def repaired(raw: str) -> RepairedLine:
    deck = Deck(
        source=Source(name="case", format="dump"),
        read=ReadSheet(lines=(Line(number=1, raw=raw, slide=1),)),
    )
    return repair(deck, load_rulebook()).repair.lines[0]


def shown_quantity(one: Quantity) -> str:
    text = f"{one.magnitude}" + ("%" if one.percent else "")
    text = f"({text})" if one.sign is Sign.BRACKET else f"{one.sign.value}{text}"
    return " ".join(part for part in (one.currency, text, one.scale) if part)


def shown_candidate(one: Candidate) -> str:
    values = "|".join(shown_quantity(quantity) for quantity in one.quantities)
    return "nil" if one.kind is CandidateKind.NIL else MARKS.get(one.kind, "") + values


def shown_run(run: Run) -> str:
    shape = f"{run.shape.value} " if run.shape else ""
    return f"{run.raw}: {shape}" + ", ".join(shown_candidate(one) for one in run.candidates)


@pytest.mark.parametrize(("title", "raw", "expected"), cases("runs.txt"), ids=lambda text: text[:30])
def test_runs(title: str, raw: str, expected: str) -> None:
    shown = [shown_run(run) for run in repaired(raw).runs]
    wanted = expected.split("\n") if expected else []
    assert len(shown) == len(wanted), title
    for have, want in zip(shown, wanted, strict=True):
        assert have == want or (want.endswith(" ...") and have.startswith(want[:-4])), title


@pytest.mark.parametrize(("title", "raw", "expected"), cases("texts.txt"), ids=lambda text: text[:30])
def test_texts(title: str, raw: str, expected: str) -> None:
    assert repaired(raw).text == expected, title


def test_case_files_are_read_whole() -> None:
    for name in ("runs.txt", "texts.txt"):
        lines = (CASES / name).read_text(encoding="utf-8").splitlines()
        assert len(cases(name)) * 3 == lines.count(".")
