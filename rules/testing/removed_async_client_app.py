"""`AsyncClient(app=...)` is gone from httpx

httpx 0.27 deprecated the shortcut and 0.28 removed it: `TypeError: AsyncClient.__init__() got an unexpected keyword
argument 'app'` in every test that uses it. `ASGITransport` does the same. Like the shortcut, it does not run the
lifespan.

Bad:

```python tests/test_items.py
import httpx
from fastapi import FastAPI

app = FastAPI()


async def test_items() -> None:
    async with httpx.AsyncClient(app=app, base_url="http://test") as client:
        await client.get("/items")
```

```text requirements.txt
fastapi==0.128.0
httpx==0.28.1
```

Good:

```python tests/test_items.py
import httpx
from fastapi import FastAPI

app = FastAPI()


async def test_items() -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        await client.get("/items")
```

```text requirements.txt
fastapi==0.128.0
httpx==0.28.1
```

Applies to: httpx 0.27 (a warning: deprecated) and 0.28 and later (an error).

Not reported: the AsyncClient of other libraries, and projects whose httpx version cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.editing import replaced

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call


@rule(severity="error", fix="safe", applies="httpx>=0.27")
def check(project: Project) -> Iterator[Finding]:
    removed = project.satisfies("httpx>=0.28")
    for call in project.calls("httpx.AsyncClient", tests=True):
        if call["app"] is not None:
            yield call.keyword_place("app").finding(
                "AsyncClient takes no app: a TypeError" if removed else "AsyncClient(app=...) is gone from httpx 0.28",
                label="removed in httpx 0.28" if removed else "deprecated in httpx 0.27",
                help="write transport=httpx.ASGITransport(app=...)",
                severity=None if removed else "warning",
                fix=with_transport(call),
            )


def with_transport(call: Call) -> Fix | None:
    """The application in a transport, where the call brings none of its own."""
    app = call["app"]
    name = call.spelled("httpx.ASGITransport")
    if app is None or name is None or call.is_loose or "transport" in call.keywords:
        return None
    edit = replaced(call.keyword_place("app"), f"transport={name.text}(app={app.text})")
    return Fix("hand the application over in a transport", (*name.edits, edit), safe=True)
