# Two commands matter: `make run` and `make test`. Both set up .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := 0.13.9
# pip's own setting, when there is one, is where a CPU build of torch may be offered.
FIND_LINKS = $${UV_FIND_LINKS:-$${PIP_FIND_LINKS:-$$($(BIN)/python -m pip config get global.find-links 2>/dev/null || true)}}

.PHONY: help setup run test lint types unit browser evals benchmark clean

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

setup: $(VENV)/.installed ## make .venv from the pinned lock

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet uv==$(UV) \
	  && UV_FIND_LINKS="$(FIND_LINKS)" $(BIN)/uv pip install --python $(BIN)/python -r requirements.lock \
	  || $(BIN)/python -m pip install -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

run: setup ## index the shipped corpus and serve the page
	$(BIN)/python app.py

test: lint types unit browser evals ## everything that must pass

lint: setup ## style and slips
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## mypy, strict
	$(BIN)/mypy

unit: setup ## the promises, tested
	$(BIN)/python -m pytest -n 2 --dist loadfile

browser: setup ## the page, tested in a real Chromium where there is one
	$(BIN)/python -m pytest -m "browser and not slow" -n 2 --dist loadfile

evals: setup ## the fixed question set, with floors
	$(BIN)/python -m pytest evals

benchmark: setup ## retrieval beside BM25, all-MiniLM and the plain LangChain recipe
	$(BIN)/python -m evals benchmark

clean: ## what can be made again
	rm -rf $(VENV) .assistant evals/out
