# Two commands: `make graph` builds the knowledge graph, `make test` runs everything that CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= auto
BUILD ?= build

.PHONY: graph test lint types scores bench lock clean context pictures screenshots readme help
.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/run.stamp: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Sijill needs Python 3.11 or newer; set PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

graph: $(VENV)/run.stamp  ## environment, build, validation, summary; files in build/
	@rm -rf $(BUILD)/screenshots # pictures of the last build; a build replaces only what a build made
	$(BIN)/sijill build -o $(BUILD)
	@if command -v java >/dev/null; then $(BIN)/sijill check-ontology $(BUILD); \
	else echo "Java is not installed: the consistency check with HermiT was skipped; everything else was done"; fi

lint: $(VENV)/dev.stamp  ## ruff over all code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp  ## mypy, strict
	$(BIN)/mypy

test: lint types  ## everything CI runs: lint, types, tests
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

scores: $(VENV)/dev.stamp  ## how well documents are read: precision, recall, F1 by kind and language
	$(BIN)/python -m tests.scores

bench: $(VENV)/dev.stamp  ## time and memory of the commands and of reading documents, the rates of the server (with wrk) and of pushing
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.reading
	$(BIN)/python -m tests.benchmarks.server
	$(BIN)/python -m tests.benchmarks.slow_queries
	$(BIN)/python -m tests.benchmarks.stores

lock: $(VENV)/dev.stamp  ## lock the versions again, with hashes
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --allow-unsafe -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links --no-strip-extras --allow-unsafe --extra dev -o requirements-dev.txt pyproject.toml

clean:  ## remove what the targets make
	rm -rf build $(VENV) .mypy_cache .ruff_cache .pytest_cache *.egg-info

context: $(VENV)/run.stamp  ## write ontology/context.jsonld again, after a term was added
	$(BIN)/python -m ontology.context

pictures: $(VENV)/run.stamp  ## write the pictures of the guides again, after the registers or the drawing changed
	$(BIN)/python -m graph.kept_pictures

screenshots: $(VENV)/dev.stamp  ## pictures of eight pages in both languages, in build/screenshots (needs chromium)
	$(BIN)/python -m tests.graph.server.screenshots $(BUILD)/screenshots $(BUILD)

readme: $(VENV)/dev.stamp  ## write the answers that the guides show again, after data or questions changed
	$(BIN)/python -m tests.guides --write
