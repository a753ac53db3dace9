"""This start-up or shutdown handler never runs, because the application has a `lifespan`

FastAPI runs `on_event` handlers and those of `on_startup=` and `on_shutdown=` through its default lifespan. A
`lifespan` of your own replaces it, and nothing says so: the pool is not opened, the cache stays empty, the scheduler
never starts. (Only handlers of included routers still run.)

Bad:

```python
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield


app = FastAPI(lifespan=lifespan)


@app.on_event("startup")
def connect() -> None:
    print("connected")
```

Good:

```python
from contextlib import asynccontextmanager

from fastapi import FastAPI


def connect() -> None:
    print("connected")


@asynccontextmanager
async def lifespan(app: FastAPI):
    connect()
    yield


app = FastAPI(lifespan=lifespan)
```

Not reported: applications whose `lifespan` may be None, and handlers of routers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="error")
def check(project: Project) -> Iterator[Finding]:
    for application in project.applications:
        lifespan = application["lifespan"]
        if lifespan is None or not application.has_lifespan or not application.is_fastapi:
            continue
        given = [application["on_startup"], application["on_shutdown"]]
        ignored = [handlers for handlers in given if handlers is not None and handlers.items]
        for handler in [*application.invoked("on_event", "add_event_handler"), *ignored]:
            yield handler.finding(
                "this handler never runs: the application's lifespan replaces all start-up and shutdown handlers",
                label="never called",
                help="call it in the lifespan: before `yield` to start, after it to stop",
                related=[lifespan.related("the lifespan is given here")],
            )
