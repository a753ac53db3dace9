"""The installed release of FastAPI or Starlette has no such keyword

A misspelt keyword, or one of another release. `APIRouter`, the route decorators, `include_router`, `Depends` and
middleware raise a `TypeError` at import or when the application starts. Worse is what `FastAPI()` did up to 0.144 and
`Query()` and its kin up to 0.154: they swallowed it, so the title was not set, the length not checked and the
operation not hidden, without a word. Both raise since (0.145 and 0.155).

Bad:

```python
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def search(q: Annotated[str, Query(min_lenght=3)]) -> str:
    return q
```

```text requirements.txt
fastapi==0.128.0
```

Good:

```python
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def search(q: Annotated[str, Query(min_length=3)]) -> str:
    return q
```

```text requirements.txt
fastapi==0.128.0
```

Additional keys for the schema go into `json_schema_extra` (parameters) or `openapi_extra` (routes).

Not reported: classes derived from these, `**options`, and keywords of releases that are not known, unless no known
release has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Edit, Finding, Fix, Location, Region, rule
from fastdoctor.project.keywords import unknown_keywords

if TYPE_CHECKING:
    from fastdoctor.finding import Severity
    from fastdoctor.project import Project
    from fastdoctor.project.keywords import UnknownKeyword

TITLES = {"fastapi": "FastAPI", "starlette": "Starlette"}
ELSEWHERE = {("fastapi.FastAPI", "openapi_version")}
"""What another rule tells of."""


@rule(severity="error", fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    for found in unknown_keywords(project):
        if (found.name, found.keyword) in ELSEWHERE:
            continue
        called = ".".join(found.name.split(".")[-2:] if found.name[:-1].count(".") > 1 else found.name.split(".")[-1:])
        yield found.place.finding(
            f"{called} has no keyword {found.keyword}{_where(found)}: {_consequence(found)}",
            "no such keyword",
            _help(found),
            severity=_severity(found),
            fix=_renamed(found),
        )


def _where(found: UnknownKeyword) -> str:
    title = TITLES.get(found.package, found.package)
    return f" in {title} {found.release}" if found.release else f" in any known release of {title}"


def _consequence(found: UnknownKeyword) -> str:
    if not found.swallowed:
        return "it raises a TypeError"
    effect = "it is ignored" if found.name == "fastapi.FastAPI" else "it changes nothing but the schema"
    return f"{effect}, and a TypeError from {found.raises_from}" if found.raises_from else effect


def _help(found: UnknownKeyword) -> str:
    title = TITLES.get(found.package, found.package)
    if found.known_from:
        return f"it comes with {title} {found.known_from}"
    if found.known_until:
        return f"it is gone since {title} {found.known_until}"
    if found.nearest:
        return f"did you mean {found.nearest}?"
    return "put it into json_schema_extra" if found.swallowed and found.name != "fastapi.FastAPI" else "remove it"


def _severity(found: UnknownKeyword) -> Severity:
    """What raises or was surely meant to do something is an error; a key for the schema alone will only hurt later."""
    return "error" if not found.swallowed or found.nearest or found.known_from else "warning"


def _renamed(found: UnknownKeyword) -> Fix | None:
    if not found.nearest or found.known_from or found.known_until:
        return None
    place = found.place.location
    start = place.region
    name = Region(start.start_line, start.start_column, start.start_line, start.start_column + len(found.keyword))
    return Fix(f"rename it to {found.nearest}", (Edit(Location(place.path, name), found.nearest),), safe=False)
