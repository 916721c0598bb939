"""The page for reviewers: what it says, what it carries, and that it stays closed to the network and to markup."""

import base64
import dataclasses
import hashlib
import json
import re
from decimal import Decimal
from html.parser import HTMLParser

import pytest

from extractor.emit.grid import grids
from extractor.emit.report import report_html
from extractor.emit.report.drawing import glance, redrawn
from extractor.emit.report.things import things
from extractor.emit.report.words import languages, words
from extractor.errors import CallError
from extractor.model.figure import Grade


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in {"meta", "br", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def parsed(deck):
    page = Tags()
    page.feed(report_html(deck).decode())
    page.close()
    assert page.open == []
    return page


def test_report_says_what_was_found(deck):
    text = " ".join(parsed(deck).text.split())
    assert "4 figures in 1 exhibits on 1 slides." in text
    assert "Proven 50 % 2 figures: another reading would have been noticed." in text
    assert "1 of 1 checks do not hold" in text
    assert "5 numeric tokens: 4 in figures, 1 set aside with a reason, 0 without a place." in text
    assert text.index("the parts miss the total") < text.index("no years on the axis")
    assert "301 − -20 = 9,880" in text
    assert "gap 9559, allowed -1..1; 1 of 12 readings survive" in text


def test_report_marks_glyphs_in_their_lines(deck):
    page = parsed(deck)
    marks = [attrs["class"] for tag, attrs in page.seen if tag == "mark"]
    assert marks == ["sure", "inferred", "ambiguous", "sure"]
    assert "29,8809,8809,880 +1.5%" in page.text  # line 2: the glyphs, what they are read as, the rest
    assert [tag for tag, _ in page.seen if tag in {"del", "ins"}] == ["del", "ins"]
    assert "3301 (20)" in page.text


def test_report_loads_nothing_and_escapes_everything(titled):
    evil = '</script><script>alert("x")</script><!--'
    page = report_html(titled(evil, item=evil, name=evil)).decode()
    assert page.count("<script") == page.count("</script") == 2  # the data and the one script of the page
    assert re.search(r"alert\(&(?:#34|quot);x&(?:#34|quot);\)", page)
    assert not re.search(r"(?:src|href)=(?!\"#)", page)
    assert "url(" not in page
    assert "@import" not in page


def embedded(page):
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page)[1])


def test_report_allows_its_own_style_and_script_alone(deck):
    page = report_html(deck).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    for element in ("style", "script"):
        text = re.search(rf"<{element}>(.*?)</{element}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert " style=" not in page


def test_report_carries_readings_and_checks_of_every_figure(deck):
    data = embedded(report_html(deck).decode())
    figure = data["figures"]["f3"]
    assert [[data["texts"][link], reading] for link, reading in figure["other"]] == [["period", "2Q07; if swapped"]]
    assert [grade for grade, _ in figure["links"]] == ["ambiguous", "sure", "sure"]
    assert data["checks"][figure["checks"][0]]["terms"] == [
        ["", "301", "f3"],
        [" − ", "-20", "f4"],
        [" = ", "9,880", "f1"],
    ]
    assert figure["raw"] == "301"


def test_things_to_look_at_are_sorted(deck):
    found = things(deck, grids(deck), words("en"))
    assert [(thing.kind, thing.codes) for thing in found] == [
        ("contradiction", ("total.gap",)),
        ("doubt", ()),
        ("note", ("axis.lost",)),
    ]
    assert found[1].figures == ("f3", "f2")  # the weaker one first
    assert found[1].sentences == (
        "1: printed twice; once counted.",
        "1 hang on “printed twice; once counted” alone.",
    )


def test_one_kind_of_contradiction_in_one_exhibit_is_one_thing(deck):
    twice = dataclasses.replace(deck, reconcile=dataclasses.replace(deck.reconcile, findings=deck.findings * 2))
    found = things(twice, grids(twice), words("en"))
    assert [thing.kind for thing in found if thing.codes == ("total.gap",)] == ["contradiction"]
    assert found[0].figures == things(deck, grids(deck), words("en"))[0].figures


def test_exhibits_with_little_doubt_are_one_thing_together(titled):
    deck = titled("A", "B", slides=(1, 2))
    weak = tuple(
        dataclasses.replace(each, item_link=dataclasses.replace(each.item_link, grade=Grade.INFERRED))
        for each in deck.figures
    )
    deck = dataclasses.replace(deck, score=dataclasses.replace(deck.score, figures=weak))
    (doubt,) = (thing for thing in things(deck, grids(deck), words("en")) if thing.kind == "doubt")
    assert [sentence[:12] for sentence in doubt.sentences] == ["A (slide 1):", "B (slide 2):"]
    assert doubt.figures == tuple(each.reading.figure for each in weak)


def test_rows_are_redrawn_from_zero(deck):
    row = grids(deck)[0].rows[0]
    three = dataclasses.replace(row, cells=tuple((pinned(deck, value),) for value in ("10", "-10", "30")))
    picture = redrawn(three)
    assert picture is not None
    assert picture.zero == 30.0
    assert [(bar.y, bar.height) for bar in picture.bars] == [(20.0, 10.0), (30.0, 10.0), (0.0, 30.0)]
    assert redrawn(dataclasses.replace(row, cells=three.cells[:2])) is None


def pinned(deck, value):
    figure = deck.figures[0]
    return dataclasses.replace(figure, reading=dataclasses.replace(figure.reading, value=Decimal(value)))


def test_glance_stacks_the_figures_of_every_slide(deck):
    columns = glance(deck, grids(deck), frozenset({"f1"}), words("en"))
    assert [(column.slide, column.exhibit, column.contradicted) for column in columns] == [(1, 1, True)]
    assert [bar.grade for bar in columns[0].bars] == ["sure", "inferred", "ambiguous"]
    assert sum(bar.height for bar in columns[0].bars) == pytest.approx(110)
    assert columns[0].text == "Slide 1: 2 sure, 1 inferred, 1 ambiguous"


def test_report_speaks_japanese(deck):
    page = report_html(deck, "ja").decode()
    assert '<html lang="ja">' in page
    assert "1枚のスライド、1件の図表から4個の数値を読み取りました。" in page
    with pytest.raises(CallError, match="say one of en, ja"):
        report_html(deck, "xx")


def test_every_language_says_everything():
    said = {lang: words(lang) for lang in languages()}
    assert {lang: set(table) for lang, table in said.items()} == {lang: set(said["en"]) for lang in said}
    holes = {
        lang: {key: sorted(re.findall(r"{(\w+)}", text)) for key, text in table.items()} for lang, table in said.items()
    }
    assert all(table == holes["en"] for table in holes.values())


def test_report_of_an_empty_deck(empty):
    assert "No figures were found." in parsed(empty).text


def test_long_lines_are_shortened_between_figures(deck):
    line = dataclasses.replace(deck.read.lines[1], raw="9,8809,880" + "x" * 100_000)
    lines = (deck.read.lines[0], line, *deck.read.lines[2:])
    long = dataclasses.replace(deck, read=dataclasses.replace(deck.read, lines=lines))
    assert len(report_html(long)) < len(report_html(deck)) + 2_000
