# One task file for everything; each target works from a fresh clone with python 3.11 or later and its venv module.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test test-browser test-office test-ocr lint format types floors accuracy sheets taxonomy bench endurance wheel

demo: $(READY)
	$(BIN)/irdeck demo

test: lint types floors
	$(BIN)/python -m pytest -n auto --ignore=tests/browser --ignore=tests/office --ignore=tests/ocr $(PYTEST_ARGS)

test-browser: $(READY)
	$(BIN)/python -m pytest tests/browser $(PYTEST_ARGS)

test-office: $(READY)
	$(BIN)/python -m pytest tests/office $(PYTEST_ARGS)

test-ocr: $(READY)
	$(BIN)/python -m pytest tests/ocr $(PYTEST_ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(READY)
	$(BIN)/mypy

floors: $(READY)
	$(BIN)/lint-imports

accuracy: $(READY)
	$(BIN)/python -m fixtures.accuracy

sheets: $(READY)
	$(BIN)/python -m fixtures.sheets --write

taxonomy: $(READY)
	$(BIN)/python -m fixtures.taxonomy
	$(BIN)/python -m fixtures.labels

bench: $(READY)
	$(BIN)/python -m fixtures.bench

# TRIAL is kills, broken, cluster, rate, cost or history; each says what it measured.
endurance: $(READY)
	$(BIN)/python -m fixtures.endurance $(TRIAL) $(TRIAL_ARGS)

wheel: $(READY)
	$(BIN)/python -m hatchling build -t wheel

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@
