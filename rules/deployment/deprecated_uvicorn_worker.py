"""This worker class lives in a module that uvicorn has deprecated

`uvicorn.workers` warns since uvicorn 0.30 and will go. The same classes are in the package `uvicorn-worker`; gunicorn
24 and later has an ASGI worker of its own (`-k asgi`), and `uvicorn --workers` or `fastapi run --workers` need no
gunicorn at all.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
gunicorn==23.0.0
uvicorn==0.40.0
```

```text Procfile
web: gunicorn main:app -k uvicorn.workers.UvicornWorker
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
gunicorn==23.0.0
uvicorn==0.40.0
uvicorn-worker==0.4.0
```

```text Procfile
web: gunicorn main:app -k uvicorn_worker.UvicornWorker
```

Applies to: uvicorn 0.30 and later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Edit, Finding, Fix, rule
from fastdoctor.project.manifests import added

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand


@rule(severity="warning", fix="unsafe", applies="uvicorn>=0.30")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        if (command.worker_class or "").startswith("uvicorn.workers."):
            yield Finding(
                f"{command.worker_class} is deprecated since uvicorn 0.30",
                command.locations.get("worker-class", command.location),
                "deprecated module",
                "install uvicorn-worker and use uvicorn_worker.UvicornWorker, or run uvicorn --workers",
                fix=moved(project, command),
            )


def moved(project: Project, command: StartCommand) -> Fix | None:
    """The class in its new package, which is added to the requirements where it is not among them."""
    place = command.locations.get("worker-class=")
    packages = () if project.provides("uvicorn-worker") else added(project, "uvicorn-worker")
    if place is None or command.worker_class is None or not (packages or project.provides("uvicorn-worker")):
        return None
    name = command.worker_class.replace("uvicorn.workers.", "uvicorn_worker.")
    return Fix(f"use {name}", (*packages, Edit(place, name)), safe=False)
