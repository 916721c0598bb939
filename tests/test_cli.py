"""The command line: exit codes, what goes to stdout, and one line for every fault."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import extractor
import extractor.emit
from extractor.cli import app
from extractor.errors import ExitCode

BROKEN_RULE = '[[rule]]\nid = "mine"\nwhy = "no pattern at all"\n'


def irdeck(*words: str | Path) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "deck.txt"
    path.write_text("Revenues\n1Q07\n2Q07\nSales 100 200\n", encoding="utf-8")
    return path


def test_version() -> None:
    done = irdeck("--version")
    assert (done.exit_code, done.stdout) == (ExitCode.FINE, f"irdeck {extractor.__version__}\n")


def test_help_promises_only_what_is_there() -> None:
    commands = {line.split()[0] for line in irdeck("--help").stdout.partition("Commands:")[2].splitlines() if line}
    assert commands == {"extract", "explain", "score", "items", "demo", "rules", "validate", "batch", "history"}


@pytest.mark.parametrize(
    "words",
    [
        ("extract",),
        ("nonsense",),
        ("extract", "x.txt", "--fail-on", "sometimes"),
        ("explain", "x.txt"),
        ("explain", "x.txt", "--line", "1", "--figure", "f1"),
        ("rules", "show", "no.such.rule"),
        ("score", "only-one.csv"),
    ],
)
def test_wrong_calls_exit_with_two(words: tuple[str, ...]) -> None:
    done = irdeck(*words)
    assert done.exit_code == ExitCode.WRONG_CALL
    assert done.stdout == ""
    assert done.stderr


def test_extract_writes_a_folder_per_deck(dump: Path, tmp_path: Path) -> None:
    done = irdeck("extract", dump, "-o", tmp_path / "out")
    assert done.exit_code == ExitCode.FINE, done.stderr
    assert done.stdout == f"{tmp_path / 'out' / 'deck'}\n"
    assert (tmp_path / "out" / "deck" / "figures.csv").is_file()
    assert "numeric tokens" in done.stderr


def test_equal_stems_get_folders_of_their_own(dump: Path, tmp_path: Path) -> None:
    other = tmp_path / "b" / "DECK.txt"
    other.parent.mkdir()
    other.write_bytes(dump.read_bytes())
    done = irdeck("extract", dump, other, "--alone", "-o", tmp_path / "out")
    assert [Path(line).name for line in done.stdout.splitlines()] == ["deck", "DECK-2"]


def test_a_file_that_cannot_be_read_is_one_line_and_three(dump: Path, tmp_path: Path) -> None:
    done = irdeck("extract", tmp_path / "missing.txt", dump, "--alone", "-o", tmp_path / "out")
    assert done.exit_code == ExitCode.UNREADABLE
    assert next(line for line in done.stderr.splitlines() if "missing.txt" in line).startswith("irdeck: ")
    assert "Traceback" not in done.stderr
    assert done.stdout == f"{tmp_path / 'out' / 'deck'}\n"


def test_findings_at_the_asked_severity_exit_with_one(tmp_path: Path) -> None:
    empty_deck = tmp_path / "words.txt"
    empty_deck.write_text("Nothing but words on this slide\n", encoding="utf-8")
    assert irdeck("extract", empty_deck, "-o", tmp_path).exit_code == ExitCode.FINE
    assert irdeck("extract", empty_deck, "-o", tmp_path, "--fail-on", "note").exit_code == ExitCode.FINDINGS


def test_a_wrong_rule_stops_before_any_deck_is_opened(dump: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules" / "glyphs"
    rules.mkdir(parents=True)
    (rules / "signs.toml").write_text(BROKEN_RULE, encoding="utf-8")
    done = irdeck("extract", dump, "-o", tmp_path / "out", "--rules", tmp_path / "rules")
    assert done.exit_code == ExitCode.WRONG_RULEBOOK
    assert "signs.toml" in done.stderr
    assert "mine" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_unexpected_fault_is_one_line(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("two\nlines")

    monkeypatch.setattr("extractor.api.extract_read", broken)
    done = irdeck("extract", dump, "-o", tmp_path)
    assert done.exit_code == ExitCode.UNREADABLE
    assert done.stderr.count("\n") == 1
    assert "unexpected ValueError: two lines" in done.stderr
    assert "Traceback" in irdeck("--debug", "extract", dump, "-o", tmp_path).stderr


def test_interruption_has_its_own_code(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("extractor.api.extract_read", interrupted)
    assert irdeck("extract", dump, "-o", tmp_path).exit_code == ExitCode.INTERRUPTED


def test_explain_answers_on_stdout(dump: Path) -> None:
    done = irdeck("explain", dump, "--line", "4")
    assert done.exit_code == ExitCode.FINE, done.stderr
    assert "Sales 100 200" in done.stdout


def test_rules_are_listed_checked_and_shown() -> None:
    listed = irdeck("rules", "list")
    kind, rule, why = listed.stdout.splitlines()[0].split("\t")
    assert kind
    assert why
    shown = irdeck("rules", "show", rule).stdout
    assert shown.splitlines()[0].endswith(f"({kind})")
    assert "counters" in shown
    checked = irdeck("rules", "check")
    assert (checked.exit_code, checked.stdout) == (ExitCode.FINE, "")
    assert f"{len(listed.stdout.splitlines())} rules are fine" in checked.stderr


def test_items_are_named_or_refused() -> None:
    import json

    done = irdeck("items", "営業利益", "Weather on the day", "--json")
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert list(first) == ["label", "item_id", "concept", "score", "because"]
    assert first["item_id"]
    assert first["because"]
    assert second["item_id"] == ""


def test_items_are_told_by_the_section_above_them() -> None:
    done = irdeck("items", "固定資産除却損", "--statement", "income", "--section", "営業外費用")
    assert "LossOnRetirementOfNoncurrentAssetsNOE" in done.stdout


def test_items_of_one_table_decide_each_other() -> None:
    alone = irdeck("items", "Minority interests", "Total assets")
    table = irdeck("items", "Minority interests", "Total assets", "--together")
    assert [done.stdout.splitlines()[0].split("\t")[1] for done in (alone, table)] == ["", "nci_equity"]


def test_demo_says_where_the_report_is(tmp_path: Path) -> None:
    done = irdeck("demo", "-o", tmp_path)
    assert done.exit_code == ExitCode.FINE, done.stderr
    report = Path(done.stdout.strip())
    assert report.name == "report.html"
    assert report.is_file()


def test_score_shows_the_misses_that_are_asked_for(tmp_path: Path) -> None:
    truth = Path(__file__).parents[1] / "fixtures" / "decks" / "iij-2q06" / "figures.csv"
    lines = truth.read_text(encoding="utf-8").splitlines()
    (tmp_path / "one.csv").write_text("\n".join(lines[:2]) + "\n", encoding="utf-8")
    facts = tmp_path / "facts.csv"
    facts.write_text(",".join(extractor.emit.FIGURE_COLUMNS) + "\n", encoding="utf-8")
    plain = irdeck("score", facts, tmp_path / "one.csv").stdout
    shown = irdeck("score", facts, tmp_path / "one.csv", "--misses", "3").stdout
    assert shown.startswith(plain.rstrip())
    assert len(shown.splitlines()) > len(plain.splitlines())
