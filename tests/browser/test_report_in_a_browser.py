"""The report as a reviewer uses it: open, search, filter, step, select, decide, reload, save, load."""

import dataclasses
import json
from random import Random

from playwright.sync_api import expect

from extractor import extract
from fixtures.simulate.pages import Drawing, Look, results_table

EVIL = "<script>document.title='owned'</script><img src=x onerror=document.title='owned'> =cmd|'/c calc'!A1 \u202eevil"


def test_it_opens_quietly_and_soon(opened, bundled):
    report = opened(bundled)
    page = report.page
    assert page.locator("h1").inner_text() == "iij-2q07"
    assert page.locator("td[data-figure]").count() == len(bundled.figures)
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 5_000
    assert report.is_quiet()


def test_a_figure_lights_up_in_table_source_and_picture(opened, bundled):
    report = opened(bundled)
    page, figure = report.page, bundled.figures[100].reading.figure
    page.locator(f'td[data-figure="{figure}"]').click()
    assert page.locator(f'td[data-figure="{figure}"]').get_attribute("class").endswith("on")
    assert page.locator("mark.on").count() >= 1
    panel = page.locator("#panel")
    assert panel.is_visible()
    assert figure in panel.inner_text()
    assert page.url.endswith(f"#{figure}")
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert report.is_quiet()


def test_links_lead_to_a_figure(opened, bundled):
    report = opened(bundled)
    figure = bundled.figures[7]
    report.page.goto(f"{report.page.url}#{figure.reading.figure}")
    report.page.reload()
    assert figure.reading.item in report.page.locator("#panel").inner_text()


def test_search_and_grades_leave_what_fits(opened, bundled):
    page = opened(bundled).page
    shown = page.locator(".exhibit:not(.gone)")
    every = shown.count()
    page.fill("#find", "zzz nothing is called so")
    expect(shown).to_have_count(0)
    page.fill("#find", "")
    expect(shown).to_have_count(every)
    page.locator('.grades [data-grade="ambiguous"]').click()
    rows = page.locator(".exhibit .pair tbody tr:not(.gone)")
    assert 0 < rows.count() < page.locator(".exhibit .pair tbody tr").count()
    assert all(rows.nth(at).locator("td.ambiguous").count() for at in range(rows.count()))


def test_keys_step_through_the_list_and_the_tables(opened, bundled):
    page = opened(bundled).page
    page.keyboard.press("n")
    assert page.locator(".thing.here").get_attribute("id") == "thing-1"
    page.keyboard.press("n")
    assert page.locator(".thing.here").get_attribute("id") == "thing-2"
    page.keyboard.press("p")
    assert page.locator(".thing.here").get_attribute("id") == "thing-1"
    page.keyboard.press("Escape")
    row = page.locator(".exhibit .pair tbody tr", has=page.locator("td[data-figure] + td[data-figure]")).first
    first = row.locator("td[data-figure]").nth(0)
    first.click()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.figure") == row.locator("td[data-figure]").nth(
        1
    ).get_attribute("data-figure")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_decisions_survive_a_reload_and_are_saved_and_loaded(opened, bundled, tmp_path):
    report = opened(bundled)
    page = report.page
    one, two, three = (figure.reading for figure in bundled.figures[:3])
    for reading, word in ((one, "accept"), (two, "reject"), (three, "correct")):
        page.locator(f'td[data-figure="{reading.figure}"]').click()
        page.locator(f'#panel [data-decision="{word}"]').click()
    page.locator("#field-value").fill("12.5")
    page.locator("#field-note").click()
    page.locator("#field-by").fill("K. Sato")
    page.locator("#field-note").click()
    page.reload()
    assert page.locator(f'td[data-figure="{one.figure}"]').evaluate("cell => cell.classList.contains('accepted')")
    assert page.locator(f'td[data-figure="{two.figure}"]').evaluate("cell => cell.classList.contains('rejected')")
    with page.expect_download() as download:
        page.locator("#save").click()
    saved = tmp_path / "decisions.json"
    download.value.save_as(saved)
    made = json.loads(saved.read_text("utf-8"))
    assert (made["schema"], made["digest"]) == ("irdeck-decisions/1", bundled.source.digest)
    decisions = {each["figure"]: each for each in made["decisions"]}
    assert {name: each["decision"] for name, each in decisions.items()} == {
        one.figure: "accept",
        two.figure: "reject",
        three.figure: "correct",
    }
    assert (decisions[three.figure]["value"], decisions[three.figure]["by"]) == ("12.5", "K. Sato")
    assert decisions[one.figure]["raw"] == one.raw
    page.evaluate("localStorage.clear()")
    page.reload()
    assert page.locator("td.accepted").count() == 0
    page.locator("#load").set_input_files(saved)
    page.wait_for_selector("td.accepted")
    assert page.locator("td.corrected").count() == 1
    assert report.is_quiet()


GLUED = """Net sales by division
(JPY million)
1Q07 2Q07 3Q07
Goods 110120130
Services 210 220 240
Total 320 340 370
"""


def test_the_panel_tells_the_readings_that_lost(opened):
    report = opened(extract(GLUED, format="dump", name="glued"))
    page = report.page
    page.locator("td[data-figure]", has_text="120").first.click()
    lost = page.locator("#panel h3", has_text="Readings that lost")
    assert lost.count() == 1
    assert "cut apart" in lost.locator("+ ul").inner_text()
    assert "120" in page.locator("#told").inner_text()
    assert report.is_quiet()


def test_a_code_filters_by_itself(opened, bundled):
    page = opened(bundled).page
    every = page.locator(".thing").count()
    code = page.locator(".thing .code").first
    code.click()
    assert page.locator("#find").input_value() == code.inner_text()
    assert 0 < page.locator(".thing:not(.gone)").count() < every
    code.click()
    assert page.locator(".thing:not(.gone)").count() == every


def test_glyphs_say_what_they_are_when_pointed_at(opened, bundled):
    page = opened(bundled).page
    reading = bundled.figures[0].reading
    mark = page.locator(f'mark[data-figures~="{reading.figure}"]')
    mark.hover()
    assert reading.item in mark.get_attribute("title")


def test_every_control_has_a_name_and_can_be_reached_by_keys(opened, bundled):
    page = opened(bundled).page
    controls = "button, input, [role=region], [role=img], [role=group], aside"
    named = "node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length"
    nameless = page.evaluate(f"[...document.querySelectorAll('{controls}')].filter((node) => !({named})).length")
    assert nameless == 0
    stops = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.add(page.evaluate("document.activeElement.id || document.activeElement.dataset.grade || ''"))
    assert {"find", "sure", "ambiguous", "previous", "next", "load"} <= stops


def test_a_narrow_window_shows_everything_without_scrolling_sideways(opened, bundled):
    page = opened(bundled).page
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.locator("td[data-figure]").first.click()
    assert page.locator("#panel").bounding_box()["width"] <= 400


def test_dark_windows_have_dark_pages(opened, bundled):
    page = opened(bundled).page
    lightness = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number)"
    assert min(page.evaluate(lightness)) > 200
    page.emulate_media(color_scheme="dark")
    assert max(page.evaluate(lightness)) < 60
    page.emulate_media(media="print", color_scheme="dark")
    assert min(page.evaluate(lightness)) > 200
    assert page.locator(".bar").is_hidden()


def test_hostile_text_stays_text(opened):
    text = f"{EVIL}\n(JPY million)\n1Q07 2Q07 3Q07\n{EVIL} 110 120 130\nServices 210 220 240\nTotal 320 340 370\n"
    deck = extract(text, format="dump", name=EVIL)
    report = opened(dataclasses.replace(deck))
    page = report.page
    assert page.title() != "owned"
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == 2
    assert EVIL.split(" =", maxsplit=1)[0] in page.locator("h1").inner_text()
    page.locator("td[data-figure]").first.click()
    assert page.title() != "owned"
    assert report.is_quiet()


def test_it_speaks_japanese(opened, bundled):
    report = opened(bundled, "ja")
    assert report.page.locator("#look").inner_text() == "確認すべき点（重要な順）"
    report.page.locator("td[data-figure]").first.click()
    assert "三つの結び付き" in report.page.locator("#panel").inner_text()
    assert report.is_quiet()


def test_a_page_of_a_pdf_shows_its_figures_in_their_place(opened):
    drawing = Drawing()
    results_table(drawing, Random(7), Look())
    data = drawing.data()
    deck = extract(data, name="made-up")
    report = opened(deck, "en", data)
    page, figure = report.page, deck.figures[3].reading.figure
    image = page.locator("image").first
    assert (
        image.evaluate(
            "image => new Promise((done) => { const it = new Image(); it.onload = () => done(it.width); "
            "it.src = image.getAttribute('href'); })"
        )
        > 500
    )
    page.locator(f'rect[data-figures~="{figure}"]').first.click()
    assert page.locator(f'td[data-figure="{figure}"]').get_attribute("class").endswith("on")
    assert figure in page.locator("#panel").inner_text()
    lens = [float(side) for side in page.locator("#panel .lens").get_attribute("viewBox").split(" ")]
    box = page.locator("#panel .lens rect")
    assert lens[0] < float(box.get_attribute("x")) < lens[0] + lens[2]
    assert lens[1] < float(box.get_attribute("y")) < lens[1] + lens[3]
    assert [url for url in report.requests if not url.startswith(("file:", "data:"))] == []
    assert report.complaints == []


def test_two_thousand_figures_stay_searchable(opened):
    signs = "bcdfghklmnprstvw"
    names = [f"{one}a{two}o line".capitalize() for one in signs for two in signs][:250]
    rows = (f"{name} " + " ".join(f"{at + 10},{column:03}" for column in range(8)) for at, name in enumerate(names))
    heads = "Results\nJPY million\n1Q06 2Q06 3Q06 4Q06 1Q07 2Q07 3Q07 4Q07\n"
    deck = extract(heads + "\n".join(rows), format="dump", name="long")
    assert len(deck.figures) == 2_000
    report = opened(deck)
    report.page.locator("#find").fill(names[-1])
    expect(report.page.locator(".exhibit tbody tr:not(.gone) td[data-figure]")).to_have_count(8)
    assert report.is_quiet()
