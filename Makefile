# The commands people need; `make` lists them. Wants python3 (3.11 or newer) with its venv module.
.DEFAULT_GOAL := help
.PHONY: help install run test postgresql quick lint types bench harness screenshots requirements ready servers

# Where bytecode may not be written every process compiles two thousand files at its start: 2 s each.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
BIN := .venv/bin
SEED ?= 1
# What could differ between the databases: units, locks, constraints, the journal's triggers.
ON_BOTH := tests/core/test_unit.py tests/core/test_page.py tests/core/test_react.py \
	tests/laws/test_database.py tests/web/test_once.py tests/rooms/identity tests/rooms/service \
	tests/rooms/trading tests/rooms/display/test_at_once.py
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate pyproject.toml

help: ## List these commands
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' Makefile | column -t -s '|'

install: .venv/installed ## Make .venv from the pinned, hashed requirements

run: .venv/installed ## Serve the sample market on http://127.0.0.1:8000 (PORT=… for another port)
	@$(BIN)/market serve --sample

test: ready lint types ## Everything CI runs: style, types, imports, tests on real servers, coverage
	@if grep -n '://' requirements*.txt; then echo 'a requirements file holds an address'; exit 1; fi
	$(BIN)/python -m pytest -n 3 --dist worksteal --cov --cov-report=
	sh .ci/coverage-floors $(BIN)/coverage
	$(BIN)/python -m pytest -q -n 3 --dist worksteal --database postgresql $(ON_BOTH)

postgresql: ready ## All tests of rooms, core and laws on PostgreSQL
	$(BIN)/python -m pytest -q -n 3 --dist worksteal --database postgresql tests/rooms tests/core tests/laws tests/web/test_once.py

quick: ready ## The tests that start no market and kill nothing
	$(BIN)/python -m pytest -q -n 2 -m 'not journey and not fault'

lint: .venv/tested ## Style, format and who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/tested ## Types, strictly
	$(BIN)/mypy

harness: ready ## Kill the market's parts at random points: make harness SEED=7 [DELIVERIES=10000]
	$(BIN)/python -m tests.harness --seed $(SEED) $(if $(DELIVERIES),--deliveries $(DELIVERIES) --faults 60)

bench: .venv/tested ## Speed and memory beside peers, in the same run
	$(BIN)/python -m tests.bench

screenshots: ready ## The pages as pictures, wide and narrow
	$(BIN)/python -m tests.journeys.screenshots

requirements: .venv/tested ## Pin again what pyproject.toml asks for
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra test -c requirements.txt -o requirements-test.txt

# What the tests need besides .venv: a real Redis, PostgreSQL, Chromium and Chinese letters.
ready: .venv/tested servers
servers:
	@sh .ci/servers

.venv/installed: requirements.txt .ci/install
	PYTHON=$(PYTHON) sh .ci/install requirements.txt
	@touch $@

.venv/tested: requirements-test.txt .ci/install
	PYTHON=$(PYTHON) sh .ci/install requirements-test.txt
	@touch .venv/installed $@
