"""An HTTPException is returned, so the client gets 200 with the exception as its body

FastAPI turns a raised HTTPException into a response. A returned one is an object like any other: the answer is `200
{"status_code": 404, "detail": ...}`. Returned from a dependency it is worse: the check that should stop the request
has no effect, the endpoint runs with the exception as its argument.

Bad:

```python
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    return HTTPException(status_code=404)
```

Good:

```python
from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int):
    raise HTTPException(status_code=404)
```

Not reported: functions that make an exception for their caller to raise, and exception handlers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.names.values import Site
from fastdoctor.project.editing import replaced_span
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Expression
    from fastdoctor.project.functions import Function

EXCEPTIONS = ("fastapi.HTTPException", "starlette.exceptions.HTTPException")


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    if not project.families.made_unraised(*EXCEPTIONS):
        return
    yield from project.each(_in_function, project.serving_functions)


def _in_function(project: Project, serving: tuple[Function, str]) -> Iterator[Finding]:
    function, role = serving
    for returned in function.returns() if role in {"route", "dependency"} else ():
        if returned.is_instance_of(*EXCEPTIONS):
            yield returned.finding(
                "the exception is returned, not raised: " + consequence(role),
                label="an object like any other",
                help="raise it",
                fix=raised(function, returned),
            )


def raised(function: Function, returned: Expression) -> Fix | None:
    """`raise` in the place of `return`."""
    for node in function.nodes():
        if isinstance(node, tree.Return) and node.value is returned.node and node.start != returned.site.start:
            word = Site(returned.site.path, node.start, node.start + len("return"))
            return Fix("raise it", (replaced_span(returned.run, word, "raise"),), safe=True)
    return None


def consequence(role: str) -> str:
    return "the client gets 200" if role == "route" else "the request goes on"
