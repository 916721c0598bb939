"""Which decks are of one company: codes, names, figures and domains join, contradictions part, a file overrides."""

from random import Random

import pytest

from extractor.batch.companies import Evidence, Mapped, grouped, neighbours, read_mapping
from extractor.errors import CallError


def said(**decks):
    return {name: Evidence(digest=name, **fields) for name, fields in decks.items()}


def told(evidence, mapped=None):
    return {company.id: " ".join(company.decks) for company in grouped(evidence, mapped)}


CASES = {
    "a code joins, whatever the names": (
        said(a={"codes": ("JP:1234",), "names": ("x",)}, b={"codes": ("JP:1234", "US:AB"), "names": ("y",)}),
        {"JP:1234": "a b"},
    ),
    "a name joins what has no code to what has one": (
        said(a={"codes": ("JP:1234",), "names": ("x",)}, b={"names": ("x",)}, c={"names": ("z",)}),
        {"JP:1234": "a b", "z": "c"},
    ),
    "two codes of one exchange keep a name apart": (
        said(a={"codes": ("JP:1234",), "names": ("x",)}, b={"codes": ("JP:4321",), "names": ("x",)}),
        {"JP:1234": "a", "JP:4321": "b"},
    ),
    "three equal figures join, two do not": (
        said(a={"prints": (1, 2, 3, 4)}, b={"prints": (2, 3, 4, 5)}, c={"prints": (4, 5, 6)}),
        {"a": "a b", "c": "c"},
    ),
    "a domain joins what nothing tells apart": (
        said(a={"domains": ("x.example",), "names": ("x",)}, b={"domains": ("x.example",)}),
        {"x": "a b"},
    ),
    "a domain of whoever hosts the pages joins nobody": (
        said(
            a={"domains": ("h.example",), "names": ("x",)},
            b={"domains": ("h.example",), "names": ("y",)},
            c={"domains": ("h.example",)},
        ),
        {"c": "c", "x": "a", "y": "b"},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_evidence_joins_and_contradictions_keep_apart(name):
    evidence, want = CASES[name]
    assert told(evidence) == want
    for seed in range(5):
        items = list(evidence.items())
        Random(seed).shuffle(items)
        assert grouped(dict(items)) == grouped(evidence)


def test_a_file_overrides_the_evidence(tmp_path):
    path = tmp_path / "companies.csv"
    path.write_text("deck,company\nold-*.txt,Old Co\nin/b.txt,New Co\n", "utf-8")
    mapped = read_mapping(str(path))
    evidence = said(
        **{"in/old-1.txt": {"codes": ("JP:1",)}, "in/b.txt": {"codes": ("JP:1",)}, "c.txt": {"names": ("q",)}}
    )
    assert told(evidence, mapped) == {"New Co": "in/b.txt", "Old Co": "in/old-1.txt", "q": "c.txt"}
    apart = said(a={"codes": ("JP:1",)}, b={"codes": ("JP:2",)})
    assert told(apart, Mapped(lines=(("*", "One"),))) == {"One": "a b"}


@pytest.mark.parametrize("text", ["", "company,deck\nx,y\n", "deck,company\nx\n", "deck,company\n,y\n"])
def test_a_wrong_file_is_refused(tmp_path, text):
    path = tmp_path / "companies.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(CallError, match="has the columns deck,company"):
        read_mapping(str(path))
    with pytest.raises(CallError, match="cannot be read"):
        read_mapping(str(tmp_path / "gone.csv"))


def test_neighbours_are_the_nearest_in_time_and_a_new_deck_touches_only_theirs():
    evidence = {f"d{at:02d}": Evidence(digest=f"{at:02d}", latest=f"20{at:02d}-03-31") for at in range(40)}
    found = neighbours(tuple(evidence), evidence)
    assert found["d20"] == ("d16", "d17", "d18", "d19", "d21", "d22", "d23", "d24")
    assert found["d00"] == ("d01", "d02", "d03", "d04")
    assert sum(map(len, found.values())) <= 8 * 40
    more = evidence | {"new": Evidence(digest="n", latest="2020-06-30")}
    after = neighbours(tuple(more), more)
    assert {deck for deck in found if after[deck] != found[deck]} == {f"d{at}" for at in range(17, 25)}


def test_a_copy_of_a_document_is_nobodys_neighbour():
    evidence = {name: Evidence(digest=name[0], latest="2020") for name in ("a1", "a2", "b1")}
    assert neighbours(tuple(evidence), evidence) == {"a1": ("b1",), "a2": ("b1",), "b1": ("a1",)}
