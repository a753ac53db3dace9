"""Starlette 1.0 took this method away: the application does not start

`add_event_handler`, `route` and `add_websocket_route` were Starlette's, and FastAPI's applications only inherited them.
From Starlette 1.0 on calling one is an AttributeError. FastAPI 0.133 and later allow Starlette 1, so a requirement
without an upper bound brings it with the next install. Starlette's own applications and routers have lost `on_event`,
`websocket_route`, `exception_handler` and `middleware` as well.

Bad:

```python
from fastapi import FastAPI


def connect() -> None:
    print("connected")


app = FastAPI()
app.add_event_handler("startup", connect)
```

```text requirements.txt
fastapi==0.136.1
starlette==1.0.0
```

Good:

```python
from contextlib import asynccontextmanager

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("connected")
    yield


app = FastAPI(lifespan=lifespan)
```

```text requirements.txt
fastapi==0.136.1
starlette==1.0.0
```

Applies to: Starlette 1.0 and later.

Not reported: what FastAPI defines itself (`on_event`, `middleware`, `exception_handler`, the methods of APIRouter),
methods that a class of your own adds, and calls under a test for the method.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.project.branches import is_tested

if TYPE_CHECKING:
    from fastdoctor.project import Project

REMOVED = {
    "fastapi.FastAPI": ("add_event_handler", "route", "add_websocket_route"),
    "starlette.applications.Starlette": (
        "add_event_handler", "on_event", "route", "websocket_route", "add_websocket_route", "exception_handler",
        "middleware",
    ),
    "starlette.routing.Router": ("add_event_handler", "on_event", "route", "websocket_route"),
}  # fmt: skip
"""Class -> the methods that it has had from Starlette and lost."""
INSTEAD = {
    "add_event_handler": "write a lifespan",
    "on_event": "write a lifespan",
    "add_websocket_route": "use add_api_websocket_route, or WebSocketRoute in routes=[...]",
    "websocket_route": "list a WebSocketRoute in routes=[...]",
    "exception_handler": "use add_exception_handler",
    "middleware": "use add_middleware",
    "route": "use add_route, or a decorator of FastAPI",
}


@rule(severity="error", applies="starlette>=1")
def check(project: Project) -> Iterator[Finding]:
    names = {f"{owner}.{method}": (owner, method) for owner, methods in REMOVED.items() for method in methods}
    for call in project.calls(*names, tests=True):
        owner, method = names[next(name for name in call.callee.names if name in names)]
        if not is_tested(call, method):
            yield call.callee.finding(
                f"{owner.rpartition('.')[2]} has no {method} since Starlette 1.0: it raises an AttributeError",
                "gone since Starlette 1.0",
                INSTEAD[method],
            )
