# make run     set up, train when needed, start everything and print the address
# make test    set up, then every test
# make check   linters, types and the checks of data and texts
# make evaluate, make bench: figures (see docs/)

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
WORKERS ?= 2

.PHONY: run test check format evaluate bench bench-quick setup services requirements clean

run: setup
	@$(BIN)/lotse run

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "Python 3.11 is missing: install it (Debian: apt-get install python3.11 python3.11-venv) or name it: make run PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "$(PYTHON) is not Python 3.11: name one that is: make run PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "setting up $(VENV) (some minutes the first time)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

services: setup
	@scripts/services

test: setup services
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup tests

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy bot actions
	@$(BIN)/lotse languages check
	@$(BIN)/lotse intents check
	@$(BIN)/lotse locales check
	@$(BIN)/lotse directory validate data/directory/offers.csv

format: setup
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

evaluate: setup
	@$(BIN)/lotse evaluate --write

bench: setup
	@$(BIN)/python -m bench

bench-quick: setup
	@$(BIN)/python -m bench --quick

# Compile requirements.txt anew from pyproject.toml; it names no index.
requirements: setup
	@$(BIN)/uv pip compile pyproject.toml --extra dev --extra bench --python-version 3.11 \
		--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate \
		--quiet --output-file requirements.txt

clean:
	rm -rf $(VENV) var models/*.tar.gz .rasa
