# make run     set up and start the filled demo on http://localhost:5000
# make test    set up and run every check and test
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
FLASK  := $(BIN)/flask --app wsgi
PORT   ?= 5000
export PORT
# Some machines turn compiled files off; then every process compiles what it imports, for seconds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup setup-dev run test check bench fuzz catalogue lock clean

setup: $(VENV)/.run-ready assets
setup-dev: $(VENV)/.test-ready assets

$(VENV)/.run-ready: requirements.txt .ci/system-parts
	.ci/system-parts run
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.test-ready: requirements-dev.txt .ci/system-parts
	.ci/system-parts test
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@ $(VENV)/.run-ready

.PHONY: assets
assets:
	$(FLASK) assets build

run: setup
	$(FLASK) db upgrade
	$(FLASK) seed demo
	$(FLASK) serve --port $(PORT)

# Stealing work, not dealing it out: neighbours stay together and share the files and servers they set up.
test: setup-dev check
	$(BIN)/python -m pytest -n auto --dist worksteal

check: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/deptry . --extend-exclude tests

bench: setup-dev
	$(BIN)/python -m tests.bench

# Read back 2,000 workbooks that were spoiled by chance.
fuzz: setup-dev
	$(BIN)/python -m tests.fuzz

# Gather the texts of the interface into both catalogues.
catalogue: setup-dev
	$(BIN)/python -m tests.catalogues

# Pin every package with its hashes.
lock:
	uv pip compile -q --universal --python-version 3.11 --generate-hashes pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra s3 pyproject.toml -o requirements-s3.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --extra dev pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
