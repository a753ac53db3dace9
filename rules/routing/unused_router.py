"""The routes of this router exist nowhere

Routes registered on an `APIRouter` are served once `include_router` brings the router into an application. This one is
included nowhere: its paths answer 404, and what protects them or documents them gives a false picture.

Bad:

```python main.py
from fastapi import FastAPI

app = FastAPI()
```

```python items.py
from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/")
def read_items() -> list[str]:
    return []
```

Good:

```python main.py
from fastapi import FastAPI

from items import router

app = FastAPI()
app.include_router(router)
```

```python items.py
from fastapi import APIRouter

router = APIRouter(prefix="/items")


@router.get("/")
def read_items() -> list[str]:
    return []
```

Not reported: projects without an application (libraries hand out routers), projects that load modules by name at run
time or include something that the source does not prove, and routers without routes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project

LOADERS = ("importlib.import_module", "builtins.__import__", "pkgutil.iter_modules", "pkgutil.walk_packages")


@rule(severity="warning")
def check(project: Project) -> Iterator[Finding]:
    if project.stack.is_library or not project.proves_all_routes or any(project.calls(*LOADERS)):
        return
    for router in project.unreached_routers:
        count = len(router.registrations)
        routes, answers = ("one route", "it answers") if count == 1 else (f"{count} routes", "they answer")
        yield router.finding(
            f"the router of {routes} is included in no application: {answers} 404",
            "included nowhere",
            "include it with include_router, or delete it",
            related=[router.registrations[0].related("its first route")],
        )
