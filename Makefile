# Needs Python 3.11 or newer and a package index; each target sets up the rest by itself.
# PORT, NEWSROOM_DATA, NEWSROOM_EXAMPLE, DATABASE_URL and REDIS_URL are read from the environment,
# or given as in `make run PORT=8001`.

.DEFAULT_GOAL := help
.PHONY: help run demo test check audit bench chaos chaos-short screenshots lock environment environment-dev
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

# The first of these that is new enough.
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14; do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then echo "$$python"; exit; fi; done; echo python3)
IN = .venv/bin/python

help:
	@echo 'make run     everything from nothing, in the foreground (PORT, NEWSROOM_DATA)'
	@echo 'make demo    the example story over REST, with its answers, and exit'
	@echo 'make test    every test (ARGS="-k board" for some)'
	@echo 'make check   format, lint, types, import contracts, migrations, generated files'
	@echo 'make audit   advisories about the locked packages, where the index keeps any'
	@echo 'make bench   the benchmarks'
	@echo 'make screenshots   pictures of the desk for the docs, into docs/images'
	@echo 'make chaos   faults under load, some minutes (chaos-short: the quickest; CHAOS_SEED)'
	@echo 'make lock    the lock files anew from pyproject.toml'

environment:
	@"$(PYTHON)" -I newsroom/development/environment.py requirements.lock

environment-dev:
	@"$(PYTHON)" -I newsroom/development/environment.py requirements-dev.lock

run: environment
	@exec $(IN) -m newsroom.development.run --tied

demo: environment
	@exec $(IN) -m newsroom.development.demo

# Compiled modules are kept, whatever the environment says: the tests start a hundred processes.
test: environment-dev
	@exec env -u PYTHONDONTWRITEBYTECODE $(IN) -m pytest -n auto --dist loadgroup $(ARGS)

check: environment-dev
	$(IN) -m ruff format --check .
	$(IN) -m ruff check .
	$(IN) -m mypy
	PYTHONPATH=. $(IN) -c 'from importlinter.cli import lint_imports_command as check; check()'
	$(IN) -W ignore manage.py makemigrations --check --dry-run
	$(IN) -W ignore manage.py check --fail-level WARNING
	$(IN) -W ignore manage.py spectacular --validate --fail-on-warn --file /dev/null
	$(IN) -m events.types.catalogue --check
	$(IN) benchmarks/_page.py --check

audit: environment-dev
	@$(IN) -m newsroom.development.advisories

chaos: environment-dev
	@exec $(IN) -m pytest tests/chaos $(ARGS)

chaos-short: environment-dev
	@exec $(IN) -m pytest tests/chaos -m 'not slow' $(ARGS)

# Each with its results in RESULTS; docs/performance.md is made of those in docs/performance. Fails
# when a script does, or when a short run finds a ratio far below what is asked.
RESULTS = docs/performance
bench: environment-dev
	@failed=; for script in benchmarks/[!_]*.py; do \
		echo "== $$script"; \
		$(IN) -W ignore "$$script" --json "$(RESULTS)/$$(basename $$script .py).json" $(ARGS) \
			|| failed="$$failed $$script"; done; \
	test "$(RESULTS)" != docs/performance || $(IN) benchmarks/_page.py; \
	test -z "$$failed" || { echo "Failed:$$failed"; exit 1; }

screenshots: environment-dev
	@exec $(IN) -W ignore -m tests.browser.screenshots

# Universal, so that one file serves every system and Python; it names no index.
lock: environment-dev
	$(IN) -m uv pip compile $(LOCKING) pyproject.toml -o requirements.lock
	$(IN) -m uv pip compile $(LOCKING) -c requirements.lock pyproject.toml --group dev -o requirements-dev.lock
LOCKING = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-header --upgrade
