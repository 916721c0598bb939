"""Units stay small: the caps have no ignore list."""

from tree import ROOT, functions, parsed, shown, tracked

MODULE_LINES, FUNCTION_LINES, ARGUMENTS = 300, 40, 5


def test_modules_are_short() -> None:
    lengths = {shown(path): len(path.read_text(encoding="utf-8").splitlines()) for path in tracked(".py")}
    assert ROOT.joinpath("extractor/pipeline.py") in tracked(".py")
    assert {name: length for name, length in lengths.items() if length > MODULE_LINES} == {}


def test_functions_are_short() -> None:
    long = [
        f"{shown(path)}:{function.lineno} {function.name}"
        for path in tracked(".py")
        for function in functions(parsed(path))
        if (function.end_lineno or 0) - function.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_functions_take_few_arguments() -> None:
    wide = []
    for path in tracked(".py"):
        for function in functions(parsed(path)):
            taken = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            if len([arg for arg in taken if arg.arg not in {"self", "cls"}]) > ARGUMENTS:
                wide.append(f"{shown(path)}:{function.lineno} {function.name}")
    assert wide == []
