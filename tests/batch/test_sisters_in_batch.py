"""Decks of one company in a batch: solved with what the others prove, in any order, again only where it counts."""

import json

import pyarrow.parquet as pq
import pytest
from quarters import deck, write

from extractor import extract_many
from extractor.batch import Plan, Setting, find_sources, run_batch
from extractor.batch.companies import Evidence
from extractor.batch.ledger import latest, read_entries
from extractor.batch.places import place_of
from extractor.batch.state.packed import UnpackableError, packed, unpacked
from extractor.batch.state.shelf import Shelf
from extractor.model.text import Span
from extractor.pipeline import run_alone
from extractor.read import read_source
from extractor.reconcile import lender_of
from extractor.rulebook import load_rulebook

COVER = "Hoshino Foods Co., Ltd.\nTSE: 9876"


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """A batch of three decks of one company and a stranger with the same names and labels."""
    place = tmp_path_factory.mktemp("sisters")
    decks = {f"q{at}.txt": deck(at, cover=COVER) for at in (5, 6, 7)}
    write(place / "in", decks | {"other.txt": deck(6, cover="Calder Works Inc.", shift=517)})
    seen = []
    run_batch(find_sources([str(place / "in")]), place / "out", report=lambda entry, _: seen.append(entry))
    return place, seen


def sisters_of(place, name):
    findings = json.loads((place / name / "deck.json").read_bytes())["findings"]
    return [finding["message"] for finding in findings if finding["code"] == "sister-decks"]


def test_decks_of_a_company_are_solved_as_in_one_call(done):
    place, _ = done
    paths = [place / "in" / f"q{at}.txt" for at in (5, 6, 7)]
    for path, together in zip(paths, extract_many(paths), strict=True):
        together.write(place / "one" / path.stem)
        for name in ("figures.csv", "checks.csv", "findings.csv", "deck.json"):
            assert (place / "one" / path.stem / name).read_bytes() == (place / "out" / path.stem / name).read_bytes()
    assert sisters_of(place / "out", "q6")[0].count("equal figures") == 2
    assert sisters_of(place / "out", "other") == []


def test_every_deck_is_solved_and_done_once_and_has_its_company(done):
    place, seen = done
    assert sorted(entry.outcome for entry in seen) == ["done"] * 4 + ["solved"] * 4
    table = pq.read_table(place / "out" / "figures.parquet", columns=["company", "folder", "decimals"])
    pairs = set(zip(table["company"].to_pylist(), table["folder"].to_pylist(), strict=True))
    assert pairs == {("JP:9876", "q5"), ("JP:9876", "q6"), ("JP:9876", "q7"), ("calder works", "other")}
    assert set(table["decimals"].to_pylist()) == {0}
    lines = (place / "out" / "companies.csv").read_text("utf-8-sig").splitlines()
    assert lines[1] == f"JP:9876,hoshino foods,q5,{place}/in/q5.txt,code JP:9876"


def test_another_order_of_arrival_gives_the_same_and_redoes_only_what_it_touches(done, tmp_path, files):
    place, _ = done
    late = tmp_path / "out"
    arrived = [place / "in" / name for name in ("q7.txt", "other.txt", "q5.txt")]
    run_batch(arrived, late)
    seen = []
    run_batch(
        find_sources([str(place / "in")]), late, report=lambda entry, _: seen.append((entry.outcome, entry.source))
    )
    assert files(late) == files(place / "out")
    names = [f"{outcome} {source.rpartition('/')[2]}" for outcome, source in seen]
    assert sorted(names) == ["done q5.txt", "done q6.txt", "done q7.txt", "solved q6.txt"]


def test_alone_no_deck_hears_of_another(done, tmp_path):
    place, _ = done
    mapping = tmp_path / "mapping.csv"
    mapping.write_text("deck,company\nq5,Made Up\n", "utf-8")
    plan = Plan(setting=Setting(alone=True), companies=str(mapping))
    run_batch([place / "in" / "q5.txt", place / "in" / "q6.txt"], tmp_path, plan)
    assert sisters_of(tmp_path, "q5") == []
    lines = (tmp_path / "companies.csv").read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0] for line in lines] == ["Made Up", "Made Up"]
    assert {entry.sisters for entry in latest(read_entries(tmp_path / "ledger.csv")).values()} == {""}


def test_what_a_crash_tore_is_as_good_as_missing(done, tmp_path, files):
    place, _ = done
    shelf = Shelf(place_of(place / "out"))
    kept = sorted((place / "out" / ".state").iterdir())
    assert {path.suffix for path in kept} == {".lend"}
    whole = kept[0].read_bytes()
    before = files(place / "out")
    kept[0].write_bytes(whole[:-10])
    assert shelf.evidence(kept[0].stem) is None
    seen = []
    run_batch(find_sources([str(place / "in")]), place / "out", report=lambda entry, _: seen.append(entry.outcome))
    assert (seen, files(place / "out")) == (["solved"], before)


def test_what_is_kept_runs_nothing_when_it_is_read():
    class Evil:
        def __reduce__(self):
            return print, ("gotcha",)

    rules = load_rulebook()
    with pytest.raises(UnpackableError, match="print is no noun"):
        unpacked(packed(Evil()), rules)
    assert unpacked(packed((rules, 1)), rules) == ((rules, 1),)


def test_a_later_noun_shares_what_an_earlier_one_has():
    rules = load_rulebook()
    shared = Span(line=7, start=1, end=2)
    first, second = packed((shared, 1), (shared, 2))
    one, other = unpacked((first, second), rules)
    assert (one, other) == ((shared, 1), (shared, 2))
    assert one[0] is other[0]
    with pytest.raises(UnpackableError):
        unpacked((second,), rules)


def test_a_solved_deck_is_read_with_the_lender_it_was_written_with_only(done, tmp_path):
    place, _ = done
    rules = load_rulebook()
    one = run_alone(read_source(place / "in" / "q5.txt", rulebook=rules), rules)
    other = run_alone(read_source(place / "in" / "q6.txt", rulebook=rules), rules)
    shelf = Shelf(place_of(tmp_path))
    shelf.put("k", one, lender_of(one), Evidence(digest="d"))
    assert shelf.alone("k", rules).readings == one.readings
    assert shelf.lender("k", rules).offer == one.offer
    shelf.put_lender("k", lender_of(other), Evidence(digest="d"))
    assert shelf.alone("k", rules) is None
