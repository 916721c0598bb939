"""The names that callers build on are there, and nothing promised goes missing unseen."""

import importlib
import inspect
from collections.abc import Callable
from typing import Any

import pytest
from tree import ROOT, parsed, shown, tracked

import extractor
from extractor import pipeline

PROMISED = {"ExtractedDeck", "ExtractorError", "extract", "extract_many", "load_rulebook", "match_item"}


def test_package_gives_the_promised_names() -> None:
    assert set(extractor.__all__) == PROMISED
    assert all(getattr(extractor, name).__name__ == name for name in PROMISED)
    assert set(dir(extractor)) >= PROMISED


def test_unknown_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = extractor.nonsense


def test_a_deck_gives_what_the_contract_says() -> None:
    for name in ("figures", "checks", "findings", "leftovers", "to_pandas", "tables"):
        assert hasattr(extractor.ExtractedDeck, name)


@pytest.mark.parametrize("stage", pipeline.STAGES, ids=lambda stage: stage.name)
def test_every_stage_has_one_signature(stage: pipeline.Stage) -> None:
    public: Callable[..., Any] = getattr(importlib.import_module(f"extractor.{stage.name}"), stage.name)
    assert stage.run is public
    assert list(inspect.signature(public).parameters) == ["deck", "rulebook"]


def test_every_exported_name_exists() -> None:
    missing = []
    for path in tracked(".py"):
        if not path.is_relative_to(ROOT / "extractor"):
            continue
        module = importlib.import_module(shown(path).removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        missing += [f"{module.__name__}.{name}" for name in getattr(module, "__all__", ()) if not hasattr(module, name)]
        assert parsed(path).body, f"{shown(path)} is empty"
    assert missing == []
