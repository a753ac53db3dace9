"""A blocking call stops every other request of this worker

An `async def` route, dependency or middleware runs on the event loop, alone: while it waits in `time.sleep`,
`requests` or `subprocess.run`, the worker answers nobody else. Four calls at once of a route that sleeps 0.3 seconds
take 1.2 seconds as `async def` and 0.45 as `def`, which FastAPI runs in a thread.

Bad:

```python
import requests
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
async def rates() -> dict[str, float]:
    return requests.get("https://rates.example.com", timeout=5).json()
```

Good:

```python
import httpx
from fastapi import FastAPI

app = FastAPI()


@app.get("/rates")
async def rates() -> dict[str, float]:
    async with httpx.AsyncClient() as client:
        response = await client.get("https://rates.example.com")
    return response.json()
```

With nothing to await, plain `def` is the simplest cure. A call that has to stay goes into a thread:
`await run_in_threadpool(requests.get, url)`.

Not reported: code that runs at start-up or in a `def`, and functions that are only handed on to a thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.names.values import Site
from fastdoctor.project.editing import replaced, replaced_span
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.functions import Function

VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "request")
CURES = {
    "time.sleep": "await asyncio.sleep(...)",
    "os.system": "await asyncio.create_subprocess_shell(...)",
    "urllib.request.urlopen": "await an httpx.AsyncClient",
    "urllib.request.urlretrieve": "await an httpx.AsyncClient",
    "socket.create_connection": "await asyncio.open_connection(...)",
    "psycopg2.connect": "use psycopg or asyncpg with await",
    "pymysql.connect": "use asyncmy or aiomysql with await",
    **{f"requests.{verb}": "await an httpx.AsyncClient" for verb in VERBS},
    **{f"requests.Session.{verb}": "await an httpx.AsyncClient" for verb in VERBS},
    **{f"httpx.{verb}": "await an httpx.AsyncClient" for verb in VERBS},
    **{f"httpx.Client.{verb}": "await an httpx.AsyncClient" for verb in (*VERBS, "send")},
    **{
        f"subprocess.{name}": "await asyncio.create_subprocess_exec(...)"
        for name in ("run", "call", "check_call", "check_output", "getoutput", "getstatusoutput")
    },
    **{
        f"{kind}.{name}": "send the mail in a background task or a thread"
        for kind in ("smtplib.SMTP", "smtplib.SMTP_SSL")
        for name in ("sendmail", "send_message", "login", "starttls", "connect")
    },
    "smtplib.SMTP": "send the mail in a background task or a thread",
    "smtplib.SMTP_SSL": "send the mail in a background task or a thread",
}


@rule(severity="error", fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    for function, role, call in project.serving_calls(*CURES):
        if function.is_async and not call.awaited:
            name = next(name for name in call.callee.names if name in CURES)
            yield call.callee.finding(
                f"{name} blocks every other request while the async {role} {function.name} waits for it",
                "blocks the event loop",
                f"{CURES[name]}, or declare {function.name} with def",
                related=[function.related("declared async here")],
                fix=asleep(call) if name == "time.sleep" else as_def(project, function, role),
            )


def asleep(call: Call) -> Fix | None:
    """`await asyncio.sleep(...)`, where nothing stands behind the call that an await would bind to."""
    name = call.spelled("asyncio.sleep")
    if name is None:
        return None
    edits = (*name.edits, replaced(call.callee, f"await {name.text}"))
    return Fix("sleep without blocking", edits, safe=False)


def as_def(project: Project, function: Function, role: str) -> Fix | None:
    """The function without `async`, where it awaits nothing and nobody awaits it: FastAPI then runs it in a thread."""
    if role not in {"route", "dependency"} or not isinstance(function.node, tree.Function) or awaits(function):
        return None
    if any(found.value is function.value and routes[0].kind == "websocket" for found, routes in project.endpoints()):
        return None
    word = re.compile(rf"await\s+(?:\w+\.)*{re.escape(function.name)}\b")
    files = {source.path for source in project.sources("await", tests=True)}
    text = function.run.files.text(function.site.path)[function.node.start : function.node.start + 6]
    if text != "async " or any(word.search(project.run.files.text(path)) for path in files):
        return None
    place = Site(function.site.path, function.node.start, function.node.start + 6)
    return Fix(f"declare {function.name} with def", (replaced_span(function.run, place, ""),), safe=False)


def awaits(function: Function) -> bool:
    """Whether its body needs an event loop."""
    asynchronous = any(getattr(node, "is_async", False) for node in function.nodes())
    return (
        asynchronous
        or any(isinstance(node, tree.Await) for node in function.nodes())
        or "asyncio" in function_text(function)
    )


def function_text(function: Function) -> str:
    return function.run.files.text(function.site.path)[function.node.start : function.node.end]
