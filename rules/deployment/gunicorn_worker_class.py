"""gunicorn serves this ASGI application with a WSGI worker

Without `-k` gunicorn uses its sync worker, which speaks WSGI. An ASGI application then answers every request with 500:
`TypeError: FastAPI.__call__() missing 1 required positional argument: 'send'`.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text Procfile
web: gunicorn main:app --workers 2
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text Procfile
web: gunicorn main:app --workers 2 -k uvicorn_worker.UvicornWorker
```

gunicorn 24 and later also has a worker of its own: `-k asgi`.

Not reported: commands whose worker class comes from a configuration file or variable that cannot be read, and other
applications (Flask, Django) started beside this one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.command_edits import with_option, with_value
from fastdoctor.project.manifests import added

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand

WORKER = "uvicorn_worker.UvicornWorker"
WSGI = {"sync", "gthread", "gevent", "eventlet", "tornado", "gaiohttp"}


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        if command.server != "gunicorn" or not project.starts(command):
            continue
        named = command.worker_class
        if named in WSGI or (named is None and not _is_open(command.options)):
            yield Finding(
                f"gunicorn's {named or 'sync'} worker cannot serve an ASGI application: every request answers 500",
                command.locations.get("worker-class", command.location),
                "WSGI worker" if named else "no worker class",
                "add -k uvicorn_worker.UvicornWorker, or -k asgi with gunicorn 24 and later",
                fix=with_asgi_worker(project, command),
            )


def with_asgi_worker(project: Project, command: StartCommand) -> Fix | None:
    """uvicorn's worker, with its package in the requirements."""
    packages = () if project.provides("uvicorn-worker") else added(project, "uvicorn-worker")
    named = command.worker_class
    edits = (
        with_value(project, command, "worker-class", named, WORKER)
        if named
        else with_option(project, command, "-k", WORKER)
    )
    if not edits or not (packages or project.provides("uvicorn-worker")):
        return None
    return Fix(f"use {WORKER}", (*packages, *edits), safe=True)


def _is_open(options: dict[str, str]) -> bool:
    return "config" in options
