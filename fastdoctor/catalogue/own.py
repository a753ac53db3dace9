"""Which rules the doctor itself speaks for: what its suppression comments do not say right."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fastdoctor.catalogue.rule import Rule
from fastdoctor.declaration import Declaration, FixKind
from fastdoctor.finding import Finding, Severity

if TYPE_CHECKING:
    from fastdoctor.project import Project

CATEGORY = "suppression"
UNUSED = "unused-suppression"
UNKNOWN = "unknown-suppression"
BARE = "bare-suppression"


@lru_cache(maxsize=1)
def own_rules() -> tuple[Rule, ...]:
    """The rules whose findings `fastdoctor.suppression` makes; they are selected and ignored like all others."""
    return (
        _own(UNUSED, "warning", "safe", _UNUSED_PAGE),
        _own(UNKNOWN, "warning", "safe", _UNKNOWN_PAGE),
        _own(BARE, "error", None, _BARE_PAGE),
    )


def _own(name: str, severity: Severity, fix: FixKind | None, page: str) -> Rule:
    declaration = Declaration(_judged_with_the_others, severity, fix=fix, proof="says nothing about the framework")
    return Rule(name, CATEGORY, Path(__file__), page, declaration)


def _judged_with_the_others(project: Project) -> Iterable[Finding]:
    """Comments can only be judged when all findings are known, so there is nothing to ask of one project."""
    return ()


_UNUSED_PAGE = """\
A suppression comment suppresses nothing

The defect it once excused is gone, moved to another line, or the comment stands at the wrong place. Left alone it
hides the next finding of that rule on this line.

Bad:

```python main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items() -> list[str]:  # fastdoctor: ignore[blocking-call-in-async] a plain function, so nothing blocks
    return []
```

Good:

```python main.py
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items() -> list[str]:
    return []
```

Not reported: comments for rules that did not run, because they were not selected or do not apply to the project's
versions.
"""

_UNKNOWN_PAGE = """\
A suppression comment names a rule that does not exist

A misspelled id suppresses nothing, and nobody notices until the finding is needed or the build is red.

Bad:

```python main.py
from fastapi import FastAPI

app = FastAPI()  # fastdoctor: ignore[cors-wildcard-credential]
```

Good:

```python main.py
from fastapi import FastAPI

app = FastAPI()
```
"""

_BARE_PAGE = """\
A suppression comment does not say which rule it suppresses

A comment without ids would hide every present and future finding on its line. It is refused: nothing is suppressed.

Bad:

```python main.py
from fastapi import FastAPI

app = FastAPI()  # fastdoctor: ignore
```

Good:

```python main.py
from fastapi import FastAPI

app = FastAPI()
```
"""
