"""Bytes to text: which encoding a dump is in, and whether it is text at all."""

import codecs
import re

from extractor.errors import UnreadableError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_JAPANESE = re.compile(r"[ぁ-んァ-ヶー一-鿿、。・％（）]")
_ODD = re.compile(r"[\uff61-\uff9f\ue000-\uf8ff\ufffd]")
_SAMPLE = 65536
_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf")


def decode(data: bytes, label: str) -> tuple[str, str]:
    """The text of `data` and the name of its encoding.

    Raises UnreadableError where the bytes are no text.
    """
    if data.startswith(_MAGIC):
        raise UnreadableError(f"{label}: is no text dump (another kind of file); give the text of a deck")
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data, encoding, label)
    encoding = _without_bom(data)
    if not encoding:
        raise UnreadableError(f"{label}: is no text in a known encoding; save it as UTF-8")
    return _strict(data, encoding, label)


def _strict(data: bytes, encoding: str, label: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise UnreadableError(f"{label}: is damaged {encoding} text; save it as UTF-8") from error
    controls = sum(1 for _ in _CONTROLS.finditer(text))
    if controls > 2 + len(text) // 200:
        raise UnreadableError(f"{label}: is binary data, no text; give the text of a deck")
    if not text.strip():
        raise UnreadableError(f"{label}: is empty; give the text of a deck")
    return text, encoding


def _without_bom(data: bytes) -> str:
    nul = data[:_SAMPLE].count(0)
    if nul > len(data[:_SAMPLE]) // 10:
        return _sixteen(data[:_SAMPLE])
    if b"\x1b$" in data and _fits(data, "iso2022_jp"):
        return "iso2022_jp"
    if _fits(data, "utf-8"):
        return "utf-8"
    japanese = [name for name in ("cp932", "euc_jp") if _fits(data, name)]
    if japanese:
        best = max(japanese, key=lambda name: _likeness(data, name))
        if _likeness(data, best) > 0:
            return best
    return _guess(data)


def _sixteen(sample: bytes) -> str:
    """UTF-16 without a mark: ASCII leaves its zero bytes in every second place."""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    name = "utf-16-be" if even > odd else "utf-16-le"
    return name if min(even, odd) * 8 < max(even, odd) else ""


def _fits(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _likeness(data: bytes, encoding: str) -> int:
    """Japanese letters less the half-width kana and private glyphs that a wrong reading is full of."""
    text = data[:_SAMPLE].decode(encoding, "ignore")
    return len(_JAPANESE.findall(text)) - 3 * len(_ODD.findall(text))


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None or not _fits(data, best.encoding):
        return "cp1252" if _fits(data, "cp1252") else ""
    return str(best.encoding)
