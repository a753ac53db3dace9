"""FastAPI has no `openapi_version` argument

Up to FastAPI 0.144 the argument was swallowed and the schema stayed what it was; since 0.145 it is a
`TypeError: FastAPI.__init__() got an unexpected keyword argument 'openapi_version'` at import. Setting the attribute
`app.openapi_version` instead changes only the label of the document, not what is in it.

Bad:

```python
from fastapi import FastAPI

app = FastAPI(openapi_version="3.0.2")
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

A consumer that needs OpenAPI 3.0 needs a converted document: write it out with `app.openapi()` and convert it with a
tool.

Not reported: classes derived from FastAPI that take the argument themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="error", fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    if project.satisfies("fastapi<0.145"):
        consequence = "it is ignored, and a TypeError from FastAPI 0.145"
    elif project.satisfies("fastapi>=0.145"):
        consequence = "it is a TypeError at import"
    else:
        consequence = "ignored up to 0.144, a TypeError from 0.145"
    for application in project.applications:
        version = application["openapi_version"]
        if version is not None and application.is_fastapi:
            edits = application.construction.without_keyword("openapi_version") if application.construction else ()
            yield version.finding(
                f"FastAPI has no openapi_version argument: {consequence}",
                label="not an argument of FastAPI",
                help="remove it; the version of the schema cannot be chosen",
                fix=Fix("remove openapi_version", edits, safe=False) if edits else None,
            )
