# Needs Python >= 3.11 and make, nothing else; everything is set up inside .venv.
PYTHON ?= python3
VENV   := .venv
PEERS  := .venv-peers
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Where Python came without ensurepip, as on Debian, venv fails half-way and leaves an environment that has no pip.
HAS_PIP = $(BIN)/python -m pip --version >/dev/null 2>&1

# Where a shell forbids Python to keep bytecode, each test process would compile the tests anew: 15 s of CPU, twice.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help serve test check prove coverage bench screenshots peers lint types arrows pages format lock wheel clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Misstep needs Python 3.11 or newer; name one with make PYTHON=...'; exit 1; }
	@$(HAS_PIP) || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements/test.txt
	$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(VENV)/tools.stamp: $(VENV)/test.stamp requirements/tools.txt
	$(PIP) install --require-hashes -r requirements/tools.txt
	@touch $@

serve: $(VENV)/run.stamp ## set everything up and run the service
	@$(BIN)/misstep serve $(ARGS)

test: $(VENV)/test.stamp ## set everything up and run the tests
	@$(BIN)/python -m pytest -n auto --dist worksteal -m 'not prove' $(ARGS)

check: $(VENV)/tools.stamp lint types arrows ## format, lint, types, arrows, quick tests: about a minute
	@$(BIN)/python -m pytest -q -x -n auto --dist worksteal --hypothesis-profile=quick -m 'not slow and not browser and not crash and not prove'

prove: $(VENV)/test.stamp ## the long proofs: hundreds of kill rounds, big simulations
	@$(BIN)/python -m pytest -rP -m prove $(ARGS)

coverage: $(VENV)/test.stamp ## branch coverage of the answer engine by its own tests
	@$(BIN)/python -m coverage run -m pytest -q -n 0 -m 'not prove' tests/item_bank/algebra tests/item_bank/answers
	@$(BIN)/python -m coverage report

bench: $(VENV)/test.stamp ## print the measured figures
	@$(BIN)/python -m tests.bench $(ARGS)

screenshots: $(VENV)/test.stamp ## pictures of every page in every state, into screenshots/
	@$(BIN)/python -m tests.web.screenshots screenshots

peers: $(PEERS)/stamp ## install the peers that `make bench ARGS=answers` measures beside us (KAS needs npm)
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory node_modules/.package-lock.json; fi

$(PEERS)/stamp: requirements/peers.txt
	@test -x $(PEERS)/bin/python || $(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/peers.txt
	@touch $@

lint: $(VENV)/tools.stamp ## formatting and lint
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .

types: $(VENV)/tools.stamp ## mypy strict on the five packages and the benches, which no test runs
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/mypy --no-error-summary --explicit-package-bases --exclude tests/bench/peers tests/bench

arrows: $(VENV)/tools.stamp ## who may import whom, and the third-party fences
	@$(BIN)/lint-imports

pages: node_modules/.package-lock.json ## types of the pages' scripts (needs npm)
	@npm run --silent types

node_modules/.package-lock.json: package-lock.json .npmrc
	@npm ci --silent --no-progress
	@touch $@

format: $(VENV)/tools.stamp ## format the code
	@$(BIN)/ruff format --quiet .
	@$(BIN)/ruff check --quiet --fix-only .

wheel: $(VENV)/tools.stamp ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation .

UV_COMPILE = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet
lock: ## resolve the lock files anew
	@$(HAS_PIP) || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(PIP) install uv
	$(UV_COMPILE) pyproject.toml requirements/install.in -o requirements/run.txt
	$(UV_COMPILE) requirements/test.in -o requirements/test.txt
	$(UV_COMPILE) requirements/tools.in -o requirements/tools.txt
	$(UV_COMPILE) requirements/peers.in -o requirements/peers.txt

clean: ## remove what make made
	rm -rf $(VENV) $(PEERS) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
