# The tasks of the project; `make` alone lists them. Works in any activated environment,
# or with PYTHON set to the interpreter of one.
PYTHON ?= python3
DIST ?= dist
OUT ?= build/site
RECORD ?= .
# As many processes as there are cores, a test file in one of them.
PYTEST = $(PYTHON) -m pytest -q -n auto --dist loadfile

# An environment made by `venv --without-pip` has no pip: its base interpreter installs one.
ADD_PIP = import subprocess, sys; base = [sys._base_executable, "-m", "pip"]; \
	subprocess.run([*base, "--python", sys.executable, "install", "pip"], check=True)

.DEFAULT_GOAL := help

.PHONY: help
help: ## List the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-14s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: install
install: ## Install the package, editable, with all that development needs
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON) -c '$(ADD_PIP)'
	$(PYTHON) -m pip install --upgrade "pip>=25.1"
	$(PYTHON) -m pip install --constraint requirements-dev.txt --editable ".[dev,oracles]" --group all

.PHONY: test
test: ## Run all tests
	$(PYTEST)

.PHONY: fast
fast: ## Run the fast tests: no frictionless, no builds, no other tools
	$(PYTEST) -m "not slow"

.PHONY: fuzz
fuzz: ## Read EXAMPLES hostile inputs of each kind, 20000 by default
	$(PYTEST) --hypothesis-profile=fuzz tests/hostile/test_fuzz.py tests/hostile/test_forged_output.py

.PHONY: oracles
oracles: ## Run the tests that compare with other libraries
	$(PYTEST) -m oracle

.PHONY: snapshots
snapshots: ## Rewrite the snapshots of what the commands print, tests/snapshots/*.txt
	CUBAIRAN_REWRITE_SNAPSHOTS=1 $(PYTHON) -m pytest -q tests/test_snapshots.py

.PHONY: coverage
coverage: ## Run the fast tests and hold their branch coverage to the floor in pyproject.toml
	$(PYTEST) -m "not slow" --cov

.PHONY: lint
lint: ## Check style, complexity and formatting of the code
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

.PHONY: types
types: ## Check the types
	$(PYTHON) -m mypy

.PHONY: data
data: ## Format the tables, rewrite what is generated from the contract, validate
	$(PYTHON) -m cubairan_data format .
	$(PYTHON) -m tools.generate
	$(PYTHON) -m cubairan_data validate .

.PHONY: generated
generated: ## Check that no generated file is stale
	$(PYTHON) -m tools.generate --check

.PHONY: site
site: ## Build the site of RECORD (this checkout, or another folder) into OUT (build/site)
	$(PYTHON) site/build.py --out "$(OUT)" --record "$(RECORD)"

.PHONY: bench
bench: ## Run the benchmarks
	for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(PYTHON) "$$file" || exit 1; done

.PHONY: build
build: ## Build the wheel and the source distribution into DIST
	$(PYTHON) -m build --outdir "$(DIST)" .

.PHONY: lock
lock: ## Pin what development needs, for every supported Python, in requirements-dev.txt
	$(PYTHON) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
		--extra dev --extra oracles --group all --output-file requirements-dev.txt pyproject.toml

.PHONY: release-check
release-check: ## Check that version, tag (TAG=vX.Y.Z), changelog, address and DIST agree
	$(PYTHON) .ci/release_check.py --dist "$(DIST)" $(if $(TAG),--tag "$(TAG)")
