"""A body of this type is not validated

`dict`, `Any` or `await request.json()` accept whatever JSON comes: FastAPI checks at most that it is an object, the
schema says nothing to clients, and mistakes surface deep inside the program. A model says which fields there are. (A
model also drops unknown keys without a word: forbid them with `extra="forbid"` where that matters.)

Bad:

```python
from fastapi import FastAPI

app = FastAPI()


@app.post("/items")
def create(item: dict) -> str:
    return item["name"]
```

Good:

```python
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def create(item: Item) -> str:
    return item.name
```

Not reported: `await request.json()` in a function that also reads the raw body or a header, as the check of a webhook's
signature does, and functions that are no route.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project

UNTYPED = {"builtins.dict", "typing.Dict", "typing.Any", "collections.abc.Mapping", "typing.Mapping"}
RAW = {f"starlette.requests.Request.{name}" for name in ("body", "stream", "headers", "form")}


@rule(severity="note", tier="strict")
def check(project: Project) -> Iterator[Finding]:
    for endpoint, routes in project.endpoints():
        for parameter in routes[0].parameters:
            if parameter.source == "body" and parameter.type_name in UNTYPED:
                yield parameter.finding(
                    f"the body {parameter.name} is not validated: it may be any JSON",
                    f"{parameter.type_name.rpartition('.')[2]}",
                    "declare a model",
                )
        calls = list(endpoint.calls())
        if not any(node.is_named(*RAW) for node in endpoint.attributes()):
            for call in calls:
                if call.callee.is_named("starlette.requests.Request.json"):
                    yield call.finding("this JSON is not validated", "any JSON", "declare a model as parameter")
