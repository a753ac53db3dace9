"""The probe asks for a path that no route serves

A container whose HEALTHCHECK or probe gets 404 is unhealthy from its first second: Docker marks it so, compose never
starts what waits for `service_healthy`, and Kubernetes sends it no requests or kills it again and again. It happens
when a prefix is added to the router, and not to the probe.

Bad:

```python
from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/health")
def health() -> str:
    return "ok"


app = FastAPI()
app.include_router(router, prefix="/api")
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
HEALTHCHECK CMD curl --fail http://localhost:8000/health
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Good:

```python
from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/health")
def health() -> str:
    return "ok"


app = FastAPI()
app.include_router(router, prefix="/api")
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
HEALTHCHECK CMD curl --fail http://localhost:8000/api/health
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Not reported: applications with routes that the source does not prove, mounted applications or middleware of their
own, probes of another port, and probes that do not ask over HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.finding import Related
from fastdoctor.project.probing import answers, probed

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="error")
def check(project: Project) -> Iterator[Finding]:
    for probe, command in probed(project):
        if probe.path is not None and not answers(project, probe.path):
            yield Finding(
                f"no route serves {probe.path}: the probe gets 404, and the container is never healthy",
                probe.location,
                "asks for a path that is not there",
                "ask for the full path of a route, prefixes included",
                (Related(command.location, "started here"),),
            )
