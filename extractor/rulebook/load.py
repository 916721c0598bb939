"""Reads rule files into one frozen Rulebook; the first wrong word in them stops the run."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

import msgspec

from extractor.errors import RulebookError
from extractor.rulebook.book import FAMILIES, Family, Rulebook
from extractor.rulebook.item_laws import check_items
from extractor.rulebook.laws import check_laws, check_speed

MAX_BYTES = 4_000_000
R = TypeVar("R")
_PLACE = re.compile(r"\$\.rule\[(\d+)\](?:\.([A-Za-z0-9_]+))?")


class _RuleFile(msgspec.Struct, Generic[R], frozen=True, forbid_unknown_fields=True):
    rule: tuple[R, ...]


_BUILDING = Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """One rule file as read: the name that messages use, its place below the rules folder, and its text."""

    name: str
    place: str
    text: str


def load_rulebook(extra: Path | None = None) -> Rulebook:
    """The rulebook of the package, with the rules of the folder `extra` added.

    Raises RulebookError naming file, rule and field where a rule is wrong. The laws between the package's own
    rules are left to its tests and to `check_rulebook`: compiling every pattern alone takes longer than a deck.
    """
    if extra is None:
        return _default()
    return check_rulebook(build(read_files(rules_home(), "rules") + read_files(Path(extra), str(extra))))


def check_rulebook(book: Rulebook) -> Rulebook:
    """The same rulebook; raises RulebookError where one of the load-time laws does not hold."""
    check_laws(book)
    check_items(book)
    check_speed(book)
    return book


def _default() -> Rulebook:
    """The rules of the package, built by one thread while others wait: building decoders in several at once crashes."""
    with _BUILDING:
        return _built()


@lru_cache(maxsize=1)
def _built() -> Rulebook:
    return build(read_files(rules_home(), "rules"))


def rules_home() -> Path:
    """The folder of the rules: inside the package where it is installed, beside it in a checkout."""
    inside = resources.files("extractor") / "_rules"
    beside = Path(__file__).resolve().parents[2] / "rules"
    for place in (Path(str(inside)), beside):
        if place.is_dir():
            return place
    raise RulebookError(f"no rules found: neither {inside} nor {beside} is a folder; install the package again")


def read_files(folder: Path, shown: str) -> tuple[RuleFile, ...]:
    """All rule files below a folder in name order; `shown` stands for the folder in messages."""
    if not folder.is_dir():
        raise RulebookError(f"{shown}: not a folder with rule files")
    places = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))
    return tuple(_read(folder / place, place, f"{shown}/{place}") for place in places)


def _read(path: Path, place: str, name: str) -> RuleFile:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RulebookError(f"{name}: cannot be read ({error.strerror})") from error
    if len(data) > MAX_BYTES:
        raise RulebookError(f"{name}: larger than {MAX_BYTES} bytes")
    try:
        return RuleFile(name=name, place=place, text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise RulebookError(f"{name}: not UTF-8 at byte {error.start}") from error


def build(files: tuple[RuleFile, ...]) -> Rulebook:
    """The rulebook that rule files give; raises RulebookError for a file that is not of its kind."""
    rules: dict[str, list[Any]] = {family.field: [] for family in FAMILIES}
    origin: dict[str, str] = {}
    for file in files:
        family = _family(file)
        for rule in _decode(file, family):
            if rule.id in origin:
                raise RulebookError(f"{file.name}: {rule.id}: this id is already used in {origin[rule.id]}")
            origin[rule.id] = file.name
            rules[family.field].append(rule)
    digest = hashlib.sha256()
    for file in files:
        digest.update(f"{file.place}\0{file.text}\0".encode())
    frozen: dict[str, Any] = {field: tuple(found) for field, found in rules.items()}
    return Rulebook(digest=digest.hexdigest(), origin=origin, **frozen)


def _family(file: RuleFile) -> Family:
    for family in FAMILIES:
        if file.place == family.place or file.place.startswith(f"{family.place}/"):
            return family
    known = ", ".join(family.place for family in FAMILIES)
    raise RulebookError(f"{file.name}: no family of rules has this place; known are {known}")


def _decode(file: RuleFile, family: Family) -> tuple[Any, ...]:
    try:
        table = tomllib.loads(file.text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulebookError(f"{file.name}: no valid TOML: {error}") from error
    try:
        decoded: _RuleFile[Any] = msgspec.convert(table, _RuleFile[family.struct], strict=True)  # type: ignore[name-defined]
    except msgspec.ValidationError as error:
        raise RulebookError(f"{file.name}: {_explain(str(error), table)}") from error
    return decoded.rule


def _explain(message: str, table: dict[str, Any]) -> str:
    """The decoder's message with the id of the rule and the name of the field it is about."""
    found = _PLACE.search(message)
    what, _, path = message.replace("`", "'").partition(" - at ")
    path = path.strip("'")
    if not found:
        return f"{what} @ {path}".removesuffix(" @ ")
    rule = table["rule"][int(found[1])]
    name = rule.get("id", f"rule {int(found[1]) + 1}") if isinstance(rule, dict) else f"rule {int(found[1]) + 1}"
    field = f"field '{found[2]}': " if found[2] else ""
    return f"{name}: {field}{what} @ {path}"
