"""Abbreviations that a deck defines itself."""

import pytest

from extractor.rulebook.abbreviations import expand, find_abbreviations


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("Systems Integration (“SI”) grew",), (("SI", "Systems Integration"),)),
        (("value-added services (“VAS”).",), (("VAS", "value-added services"),)),
        (("Research and Development (R&D)",), (("R&D", "Research and Development"),)),
        (
            ("the Securities", 'and Exchange Commission ("SEC")'),
            (("SEC", "Securities and Exchange Commission"),),
        ),
        (("クラウドサービス（以下「CS」）",), (("CS", "クラウドサービス"),)),
        (("Example Networks Inc. (“ExNet”)",), ()),
        (("Revenue (JPY million)", "(USD)", "Total (%)"), ()),
        (("growth (YoY)",), ()),
        ((), ()),
    ],
)
def test_definitions(texts: tuple[str, ...], found: tuple[tuple[str, str], ...]) -> None:
    assert find_abbreviations(texts) == found


def test_the_first_definition_stands() -> None:
    texts = ("data center (DC)", "direct current (DC)")
    assert find_abbreviations(texts) == (("DC", "data center"),)


@pytest.mark.parametrize(
    ("text", "written_out"),
    [
        ("Revenue from SI", "Revenue from Systems Integration"),
        ("Systems Integration (SI)", "Systems Integration  "),
        ("SIM cards", "SIM cards"),
        ("hi-SI", "hi-SI"),
    ],
)
def test_expansion(text: str, written_out: str) -> None:
    assert expand(text, (("SI", "Systems Integration"),)) == written_out
