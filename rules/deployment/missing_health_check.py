"""Nobody can ask whether the application is well

A worker that hangs, or has lost its database for good, stays in service until a person notices: neither the image nor
what starts it has a health check, and the application has no route that one could ask for.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Kubernetes ignores HEALTHCHECK, and platforms ask for a path that is configured elsewhere: a route is enough.

Not reported: images for development, and applications with routes that the source does not prove.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.project.containers import deployed_images

if TYPE_CHECKING:
    from fastdoctor.project import Project

HEALTH = re.compile(r"(?i)health|ready|alive|\blive|liveness|ping|status|heartbeat|\bup\b")


@rule(severity="note", tier="pedantic", proof="an opinion on what a deployment should offer")
def check(project: Project) -> Iterator[Finding]:
    asked = bool(project.stack.probes) or any(HEALTH.search(route.path) for route in project.routes)
    if asked or not project.proves_all_routes:
        return
    for _, command in deployed_images(project):
        yield command.finding(
            "nothing asks whether this server is well, and it has no route to ask for",
            label="no health check",
            help="add a route such as /health that answers without a login",
        )
        break
