"""No test that cannot fail: every test asserts something, itself or through a function of its own file."""

import ast

from tree import ROOT, functions, parsed, shown, tracked

CHECKING_CALLS = {"raises", "warns", "fail"}


def called(node: ast.AST) -> set[str]:
    names = set()
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            target = call.func
            names.add(target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", ""))
    return names


def asserting(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Assert) for part in ast.walk(node)) or bool(called(node) & CHECKING_CALLS)


def test_every_test_can_fail() -> None:
    idle = []
    for path in tracked(".py"):
        if not path.is_relative_to(ROOT / "tests"):
            continue
        every = list(functions(parsed(path)))
        checks = {function.name for function in every if asserting(function)}
        idle += [
            f"{shown(path)} {function.name}"
            for function in every
            if function.name.startswith("test_") and not asserting(function) and not called(function) & checks
        ]
    assert idle == []


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in tracked(".py") if path.name.startswith("test_")]
    assert sorted(names) == sorted(set(names))
