"""Rule files are read strictly: the first wrong word stops the run, and the message names it."""

from pathlib import Path

import pytest

from extractor.errors import ExitCode, RulebookError
from extractor.rulebook import load_rulebook
from extractor.rulebook.load import RuleFile, build

SLASHES = "T2" + "/" * 30
GOOD = """
[[rule]]
id = "quarter.tetra"
form = "quarter"
why = "A house style."
pattern = "T{part}/{year}"
examples = ["T2/07 -> 2Q07"]
counters = ["T2"]
"""


def complaint(tmp_path: Path, place: str, text: str) -> str:
    path = tmp_path / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulebookError) as caught:
        load_rulebook(tmp_path)
    assert caught.value.exit_code is ExitCode.WRONG_RULEBOOK
    return str(caught.value).removeprefix(f"{tmp_path}/")


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (
            GOOD.replace('pattern = "T{part}/{year}"', "pattern = 7"),
            "periods/house.toml: quarter.tetra: field 'pattern': Expected 'str', got 'int' @ $.rule[0].pattern",
        ),
        (
            GOOD + GOOD.replace("tetra", "penta").replace('form = "quarter"', 'form = "fifth"'),
            "periods/house.toml: quarter.penta: field 'form': Invalid enum value 'fifth' @ $.rule[1].form",
        ),
        (
            GOOD + 'colour = "red"\n',
            "periods/house.toml: quarter.tetra: Object contains unknown field 'colour' @ $.rule[0]",
        ),
        (
            GOOD.replace('why = "A house style."\n', ""),
            "periods/house.toml: quarter.tetra: Object missing required field 'why' @ $.rule[0]",
        ),
        (
            GOOD.replace('["T2"]', "[]"),
            "periods/house.toml: quarter.tetra: field 'counters': Expected 'array' of length >= 1 @ $.rule[0].counters",
        ),
        (
            GOOD + 'why = "Again."\n',
            "periods/house.toml: no valid TOML: Cannot overwrite a value (at line 9, column 15)",
        ),
        (
            GOOD.replace("T{part}", "T({part}"),
            "periods/house.toml: quarter.tetra: field 'pattern': no valid pattern: missing ) at position 54",
        ),
        (
            GOOD.replace("{part}", "{pert}"),
            "periods/house.toml: quarter.tetra: field 'pattern': no piece is called 'pert'",
        ),
        (
            GOOD.replace("{part}", "2"),
            "periods/house.toml: quarter.tetra: field 'pattern': a quarter needs a group named part or word",
        ),
        (
            GOOD.replace("quarter.tetra", "quarter.bare"),
            "periods/house.toml: quarter.bare: this id is already used in rules/periods/quarters.toml",
        ),
        (
            GOOD.replace("T2/07 -> 2Q07", "T2:x -> 2Q07"),
            "periods/house.toml: quarter.tetra: field 'examples': 'T2:x -> 2Q07' has no trace of a period;"
            " add a piece named trace",
        ),
        (
            GOOD.replace("T{part}/", "T{part}(?:/|/)+").replace('["T2"]', f'["{SLASHES}"]'),
            f"periods/house.toml: quarter.tetra: field 'pattern': too slow on '{SLASHES}' again and again",
        ),
        ("rule = 3\n", "periods/house.toml: Expected 'array', got 'int' @ $.rule"),
        ("rules = []\n", "periods/house.toml: Object contains unknown field 'rules'"),
    ],
)
def test_a_wrong_period_rule(tmp_path: Path, text: str, want: str) -> None:
    assert complaint(tmp_path, "periods/house.toml", text) == want


@pytest.mark.parametrize(
    ("place", "text", "want"),
    [
        (
            "layout/units.toml",
            'kind = "currency"\nunit = "CHF"\n',
            "layout/units.toml: house.rule: field 'forms': a rule of kind currency needs it",
        ),
        (
            "layout/units.toml",
            'kind = "currency"\nunit = "XPF"\nforms = ["€"]\n',
            "layout/units.toml: house.rule: field 'forms': '€' is already a form of currency.eur",
        ),
        (
            "layout/terms.toml",
            'term = "change"\nreading = "plain"\nforms = ["Year-on-Year"]\n',
            "layout/terms.toml: house.rule: field 'forms': 'Year-on-Year' is already a form of term.yoy",
        ),
        (
            "layout/terms.toml",
            'term = "change"\nreading = "plain"\n',
            "layout/terms.toml: house.rule: field 'forms': a term needs forms or a pattern",
        ),
        (
            "glyphs/widths.toml",
            'take = "ab"\ngive = "xyz"\n',
            "glyphs/widths.toml: house.rule: field 'give': 3 characters for the 2 of 'take'",
        ),
        (
            "glyphs/widths.toml",
            'first = "zz"\nlast = "ff"\ngive = "x"\n',
            "glyphs/widths.toml: house.rule: field 'first': the ends of a range are hexadecimal code points",
        ),
        (
            "houses/rule.toml",
            "",
            "houses/rule.toml: no family of rules has this place; known are glyphs/widths.toml,",
        ),
    ],
)
def test_a_wrong_rule_of_another_family(tmp_path: Path, place: str, text: str, want: str) -> None:
    head = '[[rule]]\nid = "house.rule"\nwhy = "w"\nexamples = ["e"]\ncounters = ["c"]\n'
    assert complaint(tmp_path, place, head + text).startswith(want)


def test_a_message_with_a_fact_that_no_example_gives(tmp_path: Path) -> None:
    text = """
    [[rule]]
    id = "house-finding"
    title = "t"
    severity = "note"
    template = "{first} and {second}"
    why = "w"
    example = { first = "1" }
    counter = "c"
    """
    want = "findings.toml: house-finding: field 'example': it lacks the fact 'second' of the template"
    assert complaint(tmp_path, "findings.toml", text) == want


def test_a_message_that_would_read_attributes(tmp_path: Path) -> None:
    text = """
    [[rule]]
    id = "house-finding"
    title = "t"
    severity = "note"
    template = "{first.__class__}"
    why = "w"
    example = { first = "1" }
    counter = "c"
    """
    want = "findings.toml: house-finding: field 'template': 'first.__class__' is no plain name of a fact"
    assert complaint(tmp_path, "findings.toml", text) == want


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "findings.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(RulebookError, match=r"findings\.toml: not UTF-8 at byte 0"):
        load_rulebook(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RulebookError, match="not a folder with rule files"):
        load_rulebook(tmp_path / "none")


def test_own_rules_are_added(tmp_path: Path) -> None:
    (tmp_path / "periods").mkdir()
    (tmp_path / "periods" / "house.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "periods" / "pieces.toml").write_text(
        GOOD.replace("quarter.tetra", "house.trace")
        .replace('form = "quarter"\n', "")
        .replace("T{part}/{year}", "T[1-4]"),
        encoding="utf-8",
    )
    own, default = load_rulebook(tmp_path), load_rulebook()
    assert [rule.id for rule in own.periods if rule not in default.periods] == ["quarter.tetra"]
    assert own.origin["quarter.tetra"] == f"{tmp_path}/periods/house.toml"
    assert own.digest != default.digest


def test_the_default_rulebook_is_read_once() -> None:
    assert load_rulebook() is load_rulebook()


def test_the_digest_follows_the_text() -> None:
    one = RuleFile(name="rules/periods/house.toml", place="periods/house.toml", text="rule = []\n")
    other = RuleFile(name=one.name, place=one.place, text="rule = []  # same rules, other text\n")
    assert build((one,)).digest == build((one,)).digest
    assert build((one,)).digest != build((other,)).digest
