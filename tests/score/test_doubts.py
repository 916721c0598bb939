"""Doubts about a reading become findings that name the figures."""

from extractor import extract

HEAD = "Revenue\nUnit: JPY million\n\n"


def codes(text: str) -> dict[str, tuple[str, ...]]:
    return {finding.code: finding.figures for finding in extract(text, format="dump").findings}


def test_cuts_that_nothing_proves_are_told() -> None:
    text = HEAD + "1Q30 2Q30 3Q30 4Q30 1Q31 2Q31\n811507247656410282\n\nRevenue\n"
    assert len(codes(text)["cut-capped"]) == 6


def test_cuts_that_sums_prove_are_not() -> None:
    text = HEAD + (
        "1Q30 2Q30 3Q30 4Q30 1Q31 2Q31\n811507247656410282\n437 318 226 309 187 121\n1,248 825 473 965 597 403\n\n"
        "Alpha\nBeta\nTotal Revenue\n"
    )
    assert "cut-capped" not in codes(text)


def test_an_assumed_calendar_is_told() -> None:
    labels = HEAD + "1H30 2H30\n8,110 8,240\n\nRevenue\n"
    dated = HEAD + "1H30 2H30\n(2030/4-9) (2030/10-2031/3)\n8,110 8,240\n\nRevenue\n"
    assert "calendar-assumed" in codes(labels)
    assert "calendar-assumed" not in codes(dated)


def test_numbers_without_a_place_are_told() -> None:
    told = extract(HEAD + "Alpha 8,110\nBeta 7,204\nGamma 6,410\n", format="dump").findings
    assert [f.message for f in told if f.code == "unplaced-tokens"] == [
        "Numbers in no figure (3): 8,110, 7,204, 6,410."
    ]


def test_a_text_in_an_older_encoding_is_told() -> None:
    text = "売上高\n単位: 百万円\n\n2030年度 2031年度\n8,110 8,240\n"
    told = {finding.code for finding in extract(text.encode("cp932"), format="dump").findings}
    assert "encoding-guessed" in told
    assert "encoding-guessed" not in {finding.code for finding in extract(text.encode(), format="dump").findings}


def test_dates_of_an_assumed_calendar_are_never_sure() -> None:
    table = HEAD + "1Q30 2Q30 3Q30\nAlpha 8,110 8,204 8,410\nBeta 1,110 1,204 1,410\nTotal Revenue 9,220 9,408 9,820\n"
    dated = table + "\n\fFiscal year\n\n1Q30 (2030/4-6)\n"
    grades = [{f.period_link.grade.word for f in extract(text, format="dump").figures} for text in (table, dated)]
    assert grades == [{"inferred"}, {"sure"}]


def test_the_date_of_a_deck_tells_its_calendar() -> None:
    cover = "Results\nNovember 8, 2030\n\f"
    table = "Revenue\nUnit: JPY million\n\n2Q30 2Q31\nAlpha 8,110 8,204\n\f"
    deck = extract(cover + table * 3, format="dump")
    assert deck.layout.calendar.because == "2Q31 is the latest period of a deck of 2030-11-08"
    assert {(f.reading.period.label, f.reading.period.end) for f in deck.figures} == {
        ("2Q30", "2029-09-30"),
        ("2Q31", "2030-09-30"),
    }


def test_the_days_of_a_sentence_tell_the_calendar() -> None:
    text = HEAD + "1H31\n8,110\n\n1H31 is the time between April 1, 2030 and September 30, 2030.\n"
    assert extract(text, format="dump").layout.calendar.naming == "end"


def test_a_figure_printed_unequal_on_two_slides_is_told() -> None:
    slide = HEAD.replace("Revenue", "Revenue by Service") + (
        "1Q30 2Q30 3Q30 4Q30 1Q31\n4,120 4,230 4,310 4,405 4,527\n1,210 1,190 1,250 1,320 1,290\n"
        "5,330 5,420 5,560 5,725 5,817\n\nHosting\nSupport\nTotal Revenues\n"
    )
    other = slide.replace("by Service", "of Hosting and Support").replace("4,405", "4,406")
    told = [f.message for f in extract(slide + "\f" + other, format="dump").findings if f.code == "printed-unequal"]
    same = extract(slide + "\f" + slide.replace("by Service", "of Services"), format="dump").findings
    assert [message.partition(" 4Q30 ")[2] for message in told] == ["is printed as 4,405 and as 4,406."]
    assert "printed-unequal" not in {finding.code for finding in same}


def test_of_slides_printed_again_each_is_set_against_one_that_is_unequal() -> None:
    slide = HEAD.replace("Revenue", "Revenue by Service") + (
        "1Q30 2Q30 3Q30 4Q30 1Q31\n4,120 4,230 4,310 4,405 4,527\n1,210 1,190 1,250 1,320 1,290\n"
        "5,330 5,420 5,560 5,725 5,817\n\nHosting\nSupport\nTotal Revenues\n"
    )
    other = slide.replace("4,405", "4,406")
    printed = [slide, slide, slide, other, other]
    found = [f for f in extract("\f".join(printed), format="dump").findings if f.code == "printed-unequal"]
    told = [tuple(int(figure[1:4]) for figure in finding.figures) for finding in found]
    assert told == [(1, 4), (1, 5), (2, 4), (3, 4)]
