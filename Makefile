# Two commands do everything: `make run` and `make test`. They need make and Python ≥ 3.11, nothing else.
PYTHON ?= python3
BIN := .venv/bin
# The training database of `make run`; its cases are fictitious, `rm -r var` forgets them.
BAOM_DB ?= sqlite:///var/formation.db

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup browser run test lint types advisories check judges pictures bench lock lock-judges sbom audit

help: ## cette aide
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## prépare l'environnement .venv (une fois ; ensuite, 0,1 s)
	@$(PYTHON) .ci/bootstrap.py

run: setup ## base d'entraînement, dossiers fictifs, visite guidée, puis l'application dans le navigateur
	@mkdir -p var
	@BAOM_DB="$(BAOM_DB)" $(BIN)/baom demo

test: lint types advisories judges check ## tout vérifier : style, types, dépendances, tests, PostgreSQL et juges compris

lint: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

# A known advisory fails; no network is told loudly, and is no audit: `make audit` fails then.
advisories: setup
	@$(BIN)/python .ci/supply.py audit --warn

audit: setup ## auditer les versions verrouillées (réseau nécessaire ; sans lui, échec)
	@$(BIN)/python .ci/supply.py audit

# The pages are tried in the machine's own Chromium, brought by Debian's packages where there is none; without one, their
# tests alone fail, and say what is missing.
browser:
	-@$(PYTHON) .ci/bootstrap.py --browser

check: setup browser
	@$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist worksteal $(ARGS)

judges: setup ## nos exports (XES, BPMN, PNML) devant pm4py, SpiffWorkflow et bpmn-moddle, à part (var/judges)
	@$(BIN)/python -m tests.judges

pictures: setup browser ## reprendre les images des guides (docs/images), dans un vrai navigateur
	@$(BIN)/python -m tests.web.pictures

bench: setup ## mesurer (ARGS="step --json" pour choisir)
	@$(BIN)/python -m tests.bench $(ARGS)

windows: setup ## le programme dans un dossier pour un bureau Windows (dist/baom-windows.zip ; ARGS="--python 3.13" : sans réseau)
	@$(BIN)/python .ci/windows.py $(ARGS)

mutation: setup ## de petites erreurs mises exprès : les tests les voient-ils ? (des heures ; ARGS="authority" pour choisir)
	@$(BIN)/python -m tests.mutation $(ARGS)

lock: setup ## refaire requirements.lock (ARGS=--upgrade pour tout rafraîchir)
	@$(BIN)/uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --no-emit-package baom --quiet $(ARGS) --output-file requirements.lock
	@$(BIN)/python .ci/supply.py sbom

sbom: setup ## refaire sbom.cdx.json, la liste de ce dont le programme est fait
	@$(BIN)/python .ci/supply.py sbom

lock-judges: setup ## refaire tests/judges/requirements.lock
	@$(BIN)/uv pip compile tests/judges/requirements.in --universal --python-version 3.11 --generate-hashes \
		--no-header --no-annotate --quiet $(ARGS) --output-file tests/judges/requirements.lock
