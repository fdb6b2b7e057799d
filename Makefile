# Two commands matter: `make demo` and `make test`. Both first install what is missing.

# The system's own, where it will do: distributions compile it with what its profile tells, which
# makes our code a fifth quicker than the same version compiled by hand.
PYTHON ?= $(shell /usr/bin/python3 -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' \
  2>/dev/null && echo /usr/bin/python3 || echo python3)
ARGS ?=
ROUNDS ?= 2000
TOUCHES ?= 20000
INTERLEAVINGS ?= 100000
SECONDS ?= 600
KIOSKS ?= 20
SEED ?= $(shell date +%s)
WORKERS ?= $(shell expr 5 \* $$(nproc) / 2)

# Some machines tell Python to keep no bytecode: then each of the hundreds of processes that the
# tests start compiles our modules anew, and holds the compiler's memory for as long as it runs.
export PYTHONDONTWRITEBYTECODE :=

bin := .venv/bin
prepare = $(PYTHON) -m provisioning.machine.prepare

.DEFAULT_GOAL := help
# Set-up comes before what stands on it, also under `make -j`.
.NOTPARALLEL:
.PHONY: help demo test truth monkey model chaos setup setup-for-tests lint format bench lock python

help: ## This list
	@echo 'Pishkhan. On a fresh Debian 12 or newer, as root or with sudo:'
	@echo
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "  make %-8s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "Options of a program go into ARGS: make demo ARGS='--keep --port-base 21000'"

demo: setup ## A bill paid at a kiosk without a network reaches the hub, once
	@$(bin)/pishkhan demo $(ARGS)

test: setup-for-tests lint ## Linters, types, import rules and all tests
	@$(bin)/python -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)
	@echo 'make test: all green'

truth: setup-for-tests ## Every night: drivers against emulators in trouble, ROUNDS of each kind
	@$(bin)/python -m pytest tests/hardware/truth --numprocesses $(WORKERS) --dist worksteal \
	  --timeout 0 --truth-rounds $(ROUNDS) --truth-seed "$$(date +%s)" $(ARGS)

monkey: setup-for-tests ## Every night: TOUCHES random touches, scans and faults at one kiosk
	@$(bin)/python -m pytest tests/kiosk/monkey --timeout 0 \
	  --monkey-touches $(TOUCHES) --monkey-seed "$$(date +%s)" $(ARGS)

model: setup-for-tests ## Every night: INTERLEAVINGS of kiosk, network and hub in trouble, on the real code
	@$(bin)/python -m pytest tests/protocol_model --numprocesses $(WORKERS) --dist worksteal \
	  --timeout 0 --model-interleavings $(INTERLEAVINGS) --model-seed "$$(date +%s)" $(ARGS)

chaos: setup-for-tests ## Every night: SECONDS of random faults over all processes of KIOSKS kiosks and the city
	@$(bin)/python -m pytest tests/chaos/test_chaos.py --timeout 0 \
	  --chaos-seconds $(SECONDS) --chaos-kiosks $(KIOSKS) --chaos-seed $(SEED) $(ARGS)

setup: python ## Only install what is missing: packages, .venv, fonts and icons
	@$(prepare)

setup-for-tests: python
	@$(prepare) --for test

python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo 'Pishkhan needs Python 3.11 or newer. Name one: make PYTHON=python3.12 ...' >&2; exit 2; }

lint: ## Style, types, import rules, QML; wants set-up done
	@$(bin)/ruff check .
	@$(bin)/ruff format --check .
	@$(bin)/mypy
	@$(bin)/lint-imports
	@find kiosk provisioning -name '*.qml' -exec $(bin)/pyside6-qmllint -I kiosk/interface/qml --max-warnings 0 {} +

format: ## Rewrite the layout of all Python files
	@$(bin)/ruff check --select I --fix .
	@$(bin)/ruff format .

bench: setup ## Measure, each figure beside its ceiling
	@$(bin)/pishkhan bench $(ARGS)

lock: ## Renew requirements.lock from requirements*.in; wants uv
	uv pip compile requirements-dev.in --output-file requirements.lock --universal \
	  --python-version 3.11 --generate-hashes --upgrade \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate
