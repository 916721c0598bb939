"""What a source may be, in which encodings, and how bad input is refused."""

import hashlib
import io
from pathlib import Path

import pytest

from extractor.errors import CallError, ExitCode, UnreadableError
from extractor.read import MAX_BYTES, read_source

TEXT = "連結業績 (単位：百万円)\n売上高　１４，００７　△２０\n営業利益 811 を計上しました。\n"
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp")


def raws(data: bytes) -> list[str]:
    return [line.raw for line in read_source(data, name="x").read.lines]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_japanese_encodings(encoding: str) -> None:
    assert raws(TEXT.encode(encoding)) == TEXT.split("\n")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark(encoding: str) -> None:
    text = "Revenues 1,234 2,345\nUnit: JPY million\n"
    assert raws(text.encode(encoding)) == text.split("\n")


def test_minus_sign_and_triangle_survive_shift_jis() -> None:
    assert raws("営業損失 △１，２３４ －\n".encode("cp932"))[0] == "営業損失 △１，２３４ －"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings(ending: str) -> None:
    assert raws(ending.join(["a 1", "", "b 2"]).encode()) == ["a 1", "", "b 2"]


def test_odd_separators_are_no_line_ends() -> None:
    assert raws("a\x0b1\u2028b\n2\n".encode()) == ["a\x0b1\u2028b", "2", ""]


def test_source_is_described() -> None:
    source = read_source(b"Revenues 1", name="deck").source
    assert (source.name, source.format, source.encoding) == ("deck", "dump", "utf-8")
    assert source.digest == hashlib.sha256(b"Revenues 1").hexdigest()


def test_kinds_of_sources(tmp_path: Path) -> None:
    path = tmp_path / "alpha.md"
    path.write_text("Revenues 1\n", encoding="utf-8")
    read = [read_source(path), read_source(str(path)), read_source(io.BytesIO(b"Revenues 1\n"))]
    read.append(read_source(io.StringIO("Revenues 1\n"), format="dump", name="beta"))
    assert {deck.read.lines[0].raw for deck in read} == {"Revenues 1"}
    assert [deck.source.name for deck in read] == ["alpha", "alpha", "deck", "beta"]
    assert [deck.source.format for deck in read] == ["markdown", "markdown", "dump", "dump"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"PK\x03\x04abc", "another kind of file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "another kind of file"),
        (bytes(range(256)) * 4, "binary|known encoding|another kind"),
        (b"\x00\x01\x02\x03" * 50, "binary|known encoding"),
        (b"\xff\xfea\x00b", "damaged"),
        (b"%PDF-1.7\n", "PDF"),
        (b"x" * (MAX_BYTES + 1), "larger than"),
    ],
)
def test_bad_bytes_are_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        read_source(data, name="x")
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code == ExitCode.UNREADABLE


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="no such file"):
        read_source(tmp_path / "none.txt")
    with pytest.raises(UnreadableError, match="folder"):
        read_source(tmp_path)
    with pytest.raises(UnreadableError):
        read_source("a\x00b.txt")


def test_unknown_formats_are_a_wrong_call() -> None:
    with pytest.raises(CallError, match="no format is called 'docx'"):
        read_source("text", format="docx")
