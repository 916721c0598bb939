"""What files may be called and may say."""

import ast
import re

from tree import ROOT, functions, parsed, shown, tracked

EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "processor", "misc"}
WORKPLACE = ("/work/" + "shared", "/work/" + "main", "/opt/" + "wheels")
REGISTRIES = tuple("".join(parts) for parts in (("pypi", ".org"), ("python", "hosted"), ("arti", "factory")))
ADDRESS_OPTIONS = tuple("--" + option for option in ("index-url", "extra-index-url", "find-links"))


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z]+", name)}


def units(tree: ast.Module) -> list[str]:
    classes = [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    return classes + [function.name.strip("_").partition("_")[0] for function in functions(tree)]


def test_nothing_has_an_empty_name() -> None:
    named = [shown(path) for path in tracked() if words(shown(path)) & EMPTY_NAMES]
    for path in tracked(".py"):
        if not path.is_relative_to(ROOT / "tests"):
            named += [f"{shown(path)} {unit}" for unit in units(parsed(path)) if words(unit) & EMPTY_NAMES]
    assert named == []


def test_every_module_says_what_it_is() -> None:
    silent = [shown(path) for path in tracked(".py") if not (ast.get_docstring(parsed(path)) or "").strip()]
    assert silent == []


def test_every_public_class_of_the_package_says_what_it_is() -> None:
    silent = [
        f"{shown(path)} {node.name}"
        for path in tracked(".py")
        if path.is_relative_to(ROOT / "extractor")
        for node in parsed(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_file_names_a_registry_or_a_workplace() -> None:
    forbidden = (*WORKPLACE, *REGISTRIES, *ADDRESS_OPTIONS)
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "ignore").lower()
        found += [f"{shown(path)}: {word}" for word in forbidden if word in text]
    assert found == []


def test_constraints_are_names_and_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines == sorted(lines)
    assert [line for line in lines if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.+]*", line)] == []
