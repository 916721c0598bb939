"""The wheel carries what an installed package needs: rules, the bundled deck, the licence."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from tree import ROOT, tracked


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_rules_are_data_of_the_package(names: set[str]) -> None:
    rules = {
        path.relative_to(ROOT / "rules").as_posix() for path in tracked(".toml") if (ROOT / "rules") in path.parents
    }
    assert rules
    assert {f"extractor/_rules/{rule}" for rule in rules} <= names


def test_the_bundled_deck_is_in_it(names: set[str]) -> None:
    bundled = (ROOT / "fixtures" / "decks" / "BUNDLED").read_text(encoding="utf-8").strip()
    assert {"extractor/_decks/BUNDLED", f"extractor/_decks/{bundled}/input.txt"} <= names


def test_types_and_licence_are_in_it(names: set[str]) -> None:
    assert "extractor/py.typed" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_nothing_else_is_installed(names: set[str]) -> None:
    assert {Path(name).parts[0].partition("-")[0] for name in names} == {"extractor", "irdeck"}
