"""This CORS origin never equals the one that a browser sends

A browser sends scheme, host and port (`https://app.example.com`), and Starlette compares the whole text. An entry
with a trailing slash, with a path, with `*` for a part of the host or without a scheme matches nobody: the front end
is refused and only the browser's console says so. One string instead of a list is worse. Starlette asks `origin in
allow_origins`, which for a string is true for every piece of it: `"https://example.com"` also lets
`https://example.co` in.

Bad:

```python
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com/"])
```

Good:

```python
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_origin_regex=r"https://[a-z0-9-]+\\.example\\.com",
)
```

Not reported: lists that also hold `"*"`, where every origin is allowed anyway, and values that the source does not
show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.editing import replaced
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Expression

WRITTEN = (tree.Constant, tree.Name, tree.Attribute)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@rule(severity="error", cwe=942, fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for cors in project.middleware("starlette.middleware.cors.CORSMiddleware"):
        origins = cors["allow_origins"]
        if origins is None:
            continue
        if isinstance(origins.constant, str) and "*" not in origins.constant:
            yield origins.finding(
                "allow_origins is one string, so every piece of it is an allowed origin",
                label="a string, not a list",
                help="give a list of origins",
                fix=in_list(origins, origins.constant),
            )
        elif not origins.contains("*"):
            yield from _in_list(origins)


def _in_list(origins: Expression) -> Iterator[Finding]:
    written = origins.item_expressions
    for place, origin in [(item, item.constant) for item in written] or [(origins, item) for item in origins.constants]:
        reason = why_never(origin) if isinstance(origin, str) else ""
        if reason:
            yield place.finding(
                f"origin {origin!r} never matches: {reason}",
                label="no browser sends this",
                help="write scheme, host and port only (https://app.example.com); for a pattern use allow_origin_regex",
                fix=without_path(place, str(origin)),
            )


def in_list(origins: Expression, origin: str) -> Fix | None:
    if why_never(origin) or "," in origin or not isinstance(origins.node, WRITTEN):
        return None
    return Fix("make it a list", (replaced(origins, f"[{origins.text}]"),), safe=True)


def without_path(place: Expression, origin: str) -> Fix | None:
    """The origin as a browser sends it, where the literal in this place holds all of it."""
    scheme = SCHEME.match(origin)
    text = place.text
    if scheme is None or "*" in origin or text[1:-1] != origin or text[0] not in "\"'":
        return None
    host = origin[scheme.end() :].partition("/")[0]
    return Fix("leave the path out", (replaced(place, f"{text[0]}{scheme[0]}{host}{text[0]}"),), safe=True)


def why_never(origin: str) -> str:
    """Why no browser sends this as its origin; "" where one may."""
    if origin in {"*", "null", ""}:
        return ""
    scheme = SCHEME.match(origin)
    if scheme is None:
        return "it has no scheme"
    rest = origin[scheme.end() :]
    if "*" in rest:
        return "`*` is no pattern here"
    if rest.endswith("/") and rest.count("/") == 1:
        return "it ends with a slash"
    return "it has a path" if "/" in rest else ""
