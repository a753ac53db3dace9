# Shortcuts for people who work on fastdoctor; README.md has the commands they stand for.

.PHONY: setup test lint docs

setup:
	python3 -m venv .venv
	.venv/bin/pip install -q -c constraints.txt -e '.[dev]'

test: setup
	.venv/bin/pytest

lint: setup
	.venv/bin/ruff format fastdoctor rules tests
	.venv/bin/ruff check fastdoctor rules tests
	.venv/bin/mypy

docs: setup
	.venv/bin/python -m tests.readme_parts
	.venv/bin/python -m fastdoctor.configuration.schema
