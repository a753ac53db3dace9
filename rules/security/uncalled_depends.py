"""`Depends` without parentheses declares no dependency, so its check never runs

`Annotated[User, Depends]` is metadata that FastAPI ignores: the parameter becomes a query parameter or a body. `=
Depends` is a default value like any other. Either way nobody calls the dependency: a route that should ask for a
login answers 200 to everyone.

Bad:

```python
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBasic

app = FastAPI()
security = HTTPBasic()


@app.get("/me")
def read_me(user: Annotated[str, Depends] = "nobody"):
    return user
```

Good:

```python
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.security import HTTPBasic, HTTPBasicCredentials

app = FastAPI()
security = HTTPBasic()


@app.get("/me")
def read_me(user: Annotated[HTTPBasicCredentials, Depends(security)]):
    return user.username
```

Not reported: functions of your own that take the marker class as an argument, and `Depends` of other libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.project.metadata import annotated_metadata

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Expression

MARKERS = ("fastapi.Depends", "fastapi.Security")


@rule(severity="error", cwe=306)
def check(project: Project) -> Iterator[Finding]:
    for metadata in annotated_metadata(project, "Depends", "Security"):
        if metadata.is_named(*MARKERS):
            yield uncalled(metadata)
    for function, role in project.serving_functions:
        if role in {"route", "dependency"}:
            for default in function.defaults():
                if default.is_named(*MARKERS):
                    yield uncalled(default)


def uncalled(marker: Expression) -> Finding:
    return marker.finding(
        f"`{marker.text}` is not called, so no dependency is declared and no check runs",
        label="the class itself",
        help=f"write {marker.text}(...) with the dependency",
    )
