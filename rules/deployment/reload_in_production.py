"""What is deployed watches its files and restarts

`--reload` and `fastapi dev` are for a developer's machine: they keep a second process that watches every file, take one
worker only (`--workers` is ignored) and restart the application in the middle of requests when a file changes.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install "fastapi[standard]"
CMD ["fastapi", "dev", "main.py", "--host", "0.0.0.0"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
RUN pip install "fastapi[standard]"
CMD ["fastapi", "run", "main.py"]
```

`uvicorn.run(..., reload=True)` counts where a deployment file runs its program (`CMD ["python", "main.py"]`).

Not reported: files, stages, profiles and services that are for development by their name, images that only services
for development run (those that mount the source are), task files and scripts that nothing deploys,
`reload=settings.debug`, calls under a test for the environment, scripts that also serve without it, and
`uvicorn.run(..., reload=True)` in a program that no deployment file starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.command_edits import run_for_dev, without_flag

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        if command.reload and command.is_deployed and not command.for_work and "reload" not in command.configurable:
            found = command.finding(
                "the deployed server watches its files and restarts",
                "reload",
                "for development only",
                "start it without reload: it is a developer's switch",
            )
            yield found.with_fix(without_reload(project, command))


def without_reload(project: Project, command: StartCommand) -> Fix | None:
    place = command.locations.get("reload")
    edits = without_flag(project, place) if place else run_for_dev(project, command.location)
    return Fix("do not reload", edits, safe=True) if edits else None
