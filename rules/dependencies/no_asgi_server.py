"""No server is installed that could run the application

Plain `pip install fastapi` installs no server (only FastAPI 0.111 did). The application needs uvicorn, hypercorn,
granian, daphne or gunicorn 24 and later; `fastapi[standard]` brings uvicorn along.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
uvicorn==0.40.0
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Without a start command in the project it is a warning only: the server may be installed elsewhere.

Not reported: libraries, applications for a function service (Mangum), and projects whose packages cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.manifests import added

if TYPE_CHECKING:
    from fastdoctor.project import Project

SERVERS = ("uvicorn", "hypercorn", "granian", "daphne", "gunicorn")
FUNCTION_SERVICES = ("mangum", "a2wsgi", "azure-functions", "modal", "serverless-wsgi", "ray", "bentoml")


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    if project.stack.is_library or not project.applications:
        return
    if any(project.provides(package) is not False for package in (*SERVERS, *FUNCTION_SERVICES)):
        return
    started = [command for command in project.stack.commands if command.server in SERVERS]
    for command in started:
        yield Finding(
            f"{command.server} starts the application and is not installed",
            command.location,
            "not installed",
            f"add {command.server} to the requirements",
            fix=adding(project, command.server),
        )
    for requirement in project.stack.declared("fastapi")[:1] if not started else ():
        yield Finding(
            "FastAPI brings no server along, and none is declared",
            requirement.location,
            "no server",
            "add uvicorn[standard], or another server, to the requirements",
            severity="warning",
            fix=adding(project, "uvicorn[standard]"),
        )


def adding(project: Project, server: str) -> Fix | None:
    edits = added(project, server)
    return Fix(f"add {server}", edits, safe=True) if edits else None
