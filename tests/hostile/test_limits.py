"""README's table of limits says what the program holds to."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

README = (Path(__file__).parent.parent.parent / "README.md").read_text("utf-8")
LIMITS = {
    "bytes of a file": ("files.tree", "LARGEST_FILE"),
    "bytes of a `.gitignore`": ("files.ignoring", "LARGEST"),
    "wildcards in one part of an ignore pattern": ("files.ignoring", "MOST_WILDCARDS"),
    "folders in one another": ("files.listing", "DEEPEST"),
    "bytes of a baseline": ("adoption.baseline", "LARGEST"),
    "characters of a YAML file": ("stack.yaml", "LARGEST"),
    "collections in one another in a YAML file": ("stack.yaml", "DEEPEST_NESTING"),
    "bytes of a proxy's configuration": ("stack.commands.proxies", "_LARGEST"),
    "lines with requirements of one set of requirements files": ("stack.manifests.requirements_text", "_MOST"),
    "requirements files that include one another": ("stack.manifests.requirements_text", "_DEEPEST"),
    "blocks in one another": ("syntax.budget", "DEEPEST_BLOCK"),
    "expressions in one another": ("syntax.budget", "DEEPEST_EXPRESSION"),
    "operands in a row, branches of one `if`": ("syntax.budget", "LONGEST_CHAIN"),
    "expressions of one function, or outside of functions": ("syntax.budget", "MOST_NODES"),
    "statements of one function, or outside of functions": ("syntax.budget", "MOST_STATEMENTS"),
    "commands of a shell in one another": ("syntax.shell", "DEEPEST_NESTING"),
    "steps of following all modules": ("names.interpreter", "MOST_STEPS"),
    "calls that are followed into one another": ("names.interpreter", "DEEPEST_CALL"),
    "rounds of a loop": ("names.execution", "MOST_ITERATIONS"),
    "items of a list": ("names.growth", "MOST_ITEMS"),
    "characters of a computed text": ("names.operators", "LARGEST_RESULT"),
    "characters of a range of versions": ("stack.versions", "LONGEST_RANGE"),
    "pins of one package that are compared": ("stack.disagreement", "MOST_PINS"),
    "alternatives of one value": ("names.growth", "MOST_OPTIONS"),
    "routers included in one another": ("model.routes", "DEEPEST_INCLUDE"),
    "routes of an application": ("model.routes", "MOST_ROUTES"),
    "dependencies below one another": ("model.dependencies", "DEEPEST_TREE"),
    "rounds of fixes": ("fixing.rounds", "MOST_ROUNDS"),
    "results in SARIF": ("report.formats.sarif", "MOST_RESULTS"),
    "entries of the cache": ("cache.store", "MOST_ENTRIES"),
    "bytes of the cache": ("cache.store", "MOST_BYTES"),
}


def test_the_table_is_right() -> None:
    section = README.partition("### Limits\n")[2].partition("\n## ")[0]
    rows = dict(re.findall(r"^\| ([^|]+?) \| ([\d,]+) \|", section, flags=re.MULTILINE))
    told = {
        what: f"{getattr(import_module(f'fastdoctor.{module}'), name):,}" for what, (module, name) in LIMITS.items()
    }
    assert rows == told
