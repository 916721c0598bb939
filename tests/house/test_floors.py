"""Lower floors never import upper ones, and heavy libraries are loaded only where they are used."""

import subprocess
import sys
from pathlib import Path

import pytest
from tree import ROOT

HEAVY = (
    "camelot",
    "great_expectations",
    "jinja2",
    "numpy",
    "openpyxl",
    "ortools",
    "pandas",
    "pyarrow",
    "pymupdf",
)


def python(code: str, *arguments: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_floors_hold() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize(
    "code",
    [
        "import extractor",
        "import extractor.api",
        "import extractor.cli",
        "from extractor import extract, extract_many, load_rulebook, match_item",
        "from extractor.cli import app; app(['--help'], standalone_mode=False)",
    ],
)
def test_start_is_light(code: str) -> None:
    loaded = python(f"{code}\nimport sys\nprint('loaded', *sorted(sys.modules))").rpartition("loaded")[2].split()
    assert "extractor" in loaded
    assert [name for name in HEAVY if name in loaded] == []
