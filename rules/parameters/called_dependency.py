"""A dependency is called where it should be passed

`Depends(get_db())` calls the function once, at import, and hands FastAPI what it gave: a generator, a coroutine, an
object. FastAPI cannot call that and stops with `TypeError: ... is not a callable object` (in `dependencies=[...]`
with an AssertionError).

Bad:

```python
from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "session"


@app.get("/items")
def read_items(db: str = Depends(get_db())):
    return db
```

Good:

```python
from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "session"


@app.get("/items")
def read_items(db: str = Depends(get_db)):
    return db
```

Not reported: calls that give something callable (`Depends(RoleChecker("admin"))`, a factory of dependencies), calls
whose result the source does not prove, and `Depends` of other libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.callability import uncallable
from fastdoctor.project.editing import replaced
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.expressions import Expression


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    yield from project.each(_in_marker, project.calls("fastapi.Depends", "fastapi.Security"))


def _in_marker(project: Project, marker: Call) -> Iterator[Finding]:
    given = marker.argument("dependency", 0)
    made = uncallable(marker, given) if given is not None else ""
    if given is not None and made:
        yield given.finding(
            f"`{given.text}` is called here: FastAPI gets {made}, which it cannot call",
            label="called at import",
            help="pass the function itself, without parentheses",
            fix=uncalled(given),
        )


def uncalled(given: Expression) -> Fix | None:
    """The function itself, where it is called without arguments."""
    node = given.node
    if not isinstance(node, tree.Call) or node.arguments or node.keywords or "#" in given.text:
        return None
    name = given.text[: node.function.end - node.start]
    return Fix(f"pass {name} itself", (replaced(given, name),), safe=True)
