"""The application needs python-multipart, which is not installed

FastAPI reads forms and uploads with python-multipart and does not bring it along. Declaring a route with `Form`,
`File`, `UploadFile` or `OAuth2PasswordRequestForm` without it raises `RuntimeError: Form data requires
"python-multipart" to be installed` at import; only `await request.form()` waits for the first request and answers
500. (It is not a 422.)

Bad:

```python
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
def upload(file: UploadFile) -> str | None:
    return file.filename
```

```text requirements.txt
fastapi==0.128.0
uvicorn==0.40.0
```

Good:

```python
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
def upload(file: UploadFile) -> str | None:
    return file.filename
```

```text requirements.txt
fastapi==0.128.0
python-multipart==0.0.31
uvicorn==0.40.0
```

`fastapi[standard]` and `fastapi[all]` bring it along, and so did plain FastAPI 0.111.

Not reported: projects whose packages cannot be told (no manifest, requirements by address), routes that a project
around this one brings, and `request.form()` whose failure is caught and done without.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.branches import may_fail
from fastdoctor.project.manifests import added

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Place

FORMS = {"fastapi.security.OAuth2PasswordRequestForm", "fastapi.security.OAuth2PasswordRequestFormStrict"}


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    if project.provides("python-multipart") is not False:
        return
    uses = [(place, what) for place, what in _uses(project) if place.location.path in project.paths]
    if uses:
        first, what = uses[0]
        yield first.finding(
            f"{what} needs python-multipart, which is not installed",
            "needs python-multipart",
            "add python-multipart to the requirements",
            related=[place.related("needs it too") for place, _ in uses[1:4]],
            fix=Fix("add python-multipart", edits, safe=True)
            if (edits := added(project, "python-multipart"))
            else None,
        )


def _uses(project: Project) -> Iterator[tuple[Place, str]]:
    for _, routes in project.endpoints():
        for parameter in routes[0].parameters:
            if parameter.source in {"form", "file"}:
                yield parameter, f"the {parameter.source} parameter {parameter.name}"
        for dependency in routes[0].dependencies:
            if dependency.name in FORMS:
                yield dependency, dependency.name.rpartition(".")[2]
    for call in project.calls("starlette.requests.Request.form"):
        if not may_fail(call, "AssertionError"):
            yield call, "request.form()"
