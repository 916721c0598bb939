"""What README and docs show is run, and what they name exists."""

import re
import runpy
from pathlib import Path

import pytest
from tree import ROOT, shown, tracked
from typer.testing import CliRunner

from extractor.cli import app

PAGES = tuple(path for path in tracked(".md") if not path.is_relative_to(ROOT / "fixtures"))
SNIPPETS = [
    pytest.param(code, id=f"{shown(page)}-{number}")
    for page in PAGES
    for number, code in enumerate(re.findall(r"^```python\n(.*?)^```", page.read_text("utf-8"), re.S | re.M), 1)
]
SHOWN = "\n".join(
    block for page in PAGES for block in re.findall(r"^```console\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)
)
COMMANDS = sorted(set(re.findall(r"^\S*irdeck ([a-z]+(?: (?:list|check|show)\b)?)", SHOWN, re.M)))
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("code", SNIPPETS)
def test_examples_run(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    example = tmp_path / "example.py"
    example.write_text(code, encoding="utf-8")
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    monkeypatch.chdir(tmp_path)
    assert runpy.run_path(str(example))


def test_readme_shows_the_library() -> None:
    assert any("README.md" in str(snippet.id) for snippet in SNIPPETS)


def test_commands_are_shown() -> None:
    assert {"extract", "explain"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_exist(command: str) -> None:
    done = CliRunner().invoke(app, [*command.split(), "--help"])
    assert done.exit_code == 0, done.output


def test_links_lead_somewhere() -> None:
    links = [
        (page, target)
        for page in PAGES
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
        if not target.startswith(("http:", "https:"))
    ]
    dead = [f"{shown(page)}: {target}" for page, target in links if not (page.parent / target).exists()]
    assert dead == []


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_decisions_are_short(page: Path) -> None:
    lines = page.read_text("utf-8").splitlines()
    assert len(lines) <= 40
    assert lines[0].startswith(f"# {int(page.stem[:4])}. ")


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
