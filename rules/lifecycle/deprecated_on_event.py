"""`on_event` is deprecated in favour of `lifespan`

FastAPI keeps `on_event` (Starlette 1.0 removed its own), but as deprecated since 0.93. Start and stop stand in two
functions that share their state through globals, and adding a `lifespan` to the application later silences all of them.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()


@app.on_event("startup")
def connect() -> None:
    print("connected")
```

```text requirements.txt
fastapi==0.128.0
```

Good:

```python
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("connected")
    yield
    print("disconnected")


app = FastAPI(lifespan=lifespan)
```

```text requirements.txt
fastapi==0.128.0
```

Applies to: FastAPI 0.93 and later.

Not reported: `on_event` of other libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.lifespan_edits import in_lifespan

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call


@rule(severity="note", fix="unsafe", applies="fastapi>=0.93")
def check(project: Project) -> Iterator[Finding]:
    calls = list(project.calls("fastapi.FastAPI.on_event", "fastapi.APIRouter.on_event"))
    for call in calls:
        yield call.callee.finding(
            "on_event is deprecated",
            label="deprecated since FastAPI 0.93",
            help="move all start-up and shutdown handlers of the application into one lifespan at once",
            fix=moved(project, call, len(calls)),
        )


def moved(project: Project, call: Call, count: int) -> Fix | None:
    """All handlers in one lifespan, where all are those of one application."""
    for application in project.applications:
        places = {handler.location for handler in application.invoked("on_event")}
        if call.callee.location in places and len(places) == count:
            edits = in_lifespan(application)
            return Fix("call all handlers in a lifespan", edits, safe=False) if edits else None
    return None
