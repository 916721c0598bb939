"""Findings come from one table: every code that a stage uses is in it."""

import ast

from tree import ROOT, parsed, shown, tracked

from extractor import load_rulebook


def codes() -> list[tuple[str, str]]:
    """Place and code of every call `finding(rulebook, "code", ...)`."""
    return [
        (f"{shown(path)}:{node.lineno}", node.args[1].value)
        for path in tracked(".py")
        if path.is_relative_to(ROOT / "extractor")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "finding"
        and len(node.args) > 1
        and isinstance(node.args[1], ast.Constant)
        and isinstance(node.args[1].value, str)
    ]


def test_every_code_is_in_the_table() -> None:
    table = {rule.id for rule in load_rulebook().findings}
    used = codes()
    assert used
    assert [(place, code) for place, code in used if code not in table] == []


def strings(node: ast.AST) -> set[str]:
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_every_code_of_the_table_is_given_somewhere() -> None:
    said = set().union(*(strings(parsed(path)) for path in tracked(".py") if path.is_relative_to(ROOT / "extractor")))
    assert sorted(rule.id for rule in load_rulebook().findings if rule.id not in said) == []
