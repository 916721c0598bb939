"""Names for files, folders and sheets, made from whatever a deck calls its parts."""

import re
import unicodedata

_SLUG_BYTES = 80
_SHEET_UNITS = 31
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def _cut(text: str, size: int, encoding: str) -> str:
    return text.encode(encoding, "ignore")[:size].decode(encoding, "ignore")


def slug(text: str) -> str:
    """A short lower-case name of letters, digits and dashes in any script; empty where nothing is left."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _cut(re.sub(r"[\W_]+", "-", folded).strip("-"), _SLUG_BYTES, "utf-8").strip("-")


def table_name(number: int, title: str) -> str:
    """File name of an exhibit: `03-revenues.csv`; the number keeps names apart and off reserved words."""
    return f"{number:02d}-{slug(title) or 'exhibit'}.csv"


def folder_name(stem: str) -> str:
    """A folder for a deck's files: the stem where it is a plain name, else its slug; never a path."""
    name = _cut(re.sub(r"[^\w.,()&+ -]", "-", unicodedata.normalize("NFC", stem)), 200, "utf-8").strip(" .")
    if not name:
        return "deck"
    return f"deck-{name}" if _RESERVED.fullmatch(name.partition(".")[0]) else name


def free_folder(stem: str, taken: set[str]) -> str:
    """A folder for a deck's files that nobody has taken, whatever the case of its letters; from now on it is taken."""
    name, count = folder_name(stem), 1
    while (folder := name if count == 1 else f"{name}-{count}").casefold() in taken:
        count += 1
    taken.add(folder.casefold())
    return folder


def sheet_name(number: int, title: str) -> str:
    """Sheet of an exhibit, within Excel's 31 UTF-16 units and without the signs that Excel forbids."""
    words = " ".join(re.sub(r"[^\w.,()&+ -]", " ", unicodedata.normalize("NFC", title)).split())
    return _cut(f"{number:02d} {words}".strip(), _SHEET_UNITS * 2, "utf-16-le").strip()
