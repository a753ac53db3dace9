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

from fastdoctor import Finding, Fix, rule
from fastdoctor.names.values import ClassValue
from fastdoctor.project.editing import replaced
from fastdoctor.project.metadata import annotated_types

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Expression
    from fastdoctor.project.functions import Function

FORMS = ("fastapi.security.OAuth2PasswordRequestForm", "fastapi.security.OAuth2PasswordRequestFormStrict")
MARKERS = ("fastapi.Depends", "fastapi.Security")


@rule(severity="error", cwe=306, fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for kind, metadata in annotated_types(project, "Depends", "Security"):
        if metadata.is_named(*MARKERS):
            yield uncalled(metadata, called(metadata, kind))
    yield from project.each(_in_defaults, project.serving_functions)


def _in_defaults(project: Project, serving: tuple[Function, str]) -> Iterator[Finding]:
    function, role = serving
    for default in function.defaults() if role in {"route", "dependency"} else ():
        if default.is_named(*MARKERS):
            yield uncalled(default, None)


def called(marker: Expression, kind: Expression) -> Fix | None:
    """The marker with parentheses, where the type itself is a dependency: a class that FastAPI calls."""
    by_itself = isinstance(kind.value, ClassValue) and "pydantic.BaseModel" not in kind.class_names
    if not by_itself and not kind.is_named(*FORMS):
        return None
    return Fix(f"depend on {kind.text}", (replaced(marker, f"{marker.text}()"),), safe=True)


def uncalled(marker: Expression, fix: Fix | None) -> Finding:
    return marker.finding(
        f"`{marker.text}` is not called, so no dependency is declared and no check runs",
        label="the class itself",
        help=f"write {marker.text}(...) with the dependency",
        fix=fix,
    )
