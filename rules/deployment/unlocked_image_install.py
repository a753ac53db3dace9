"""The image does not install what the lock holds, or packages that no lock holds

Without the lock, two builds of one commit are two programs: FastAPI releases nearly every day, and minor releases
break (0.137 changed `routes`, 0.145 and 0.155 refuse unknown keywords, Starlette 1.0 removed names). What was tested
is not what is deployed, and rebuilding an old image brings new packages.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
RUN pip install fastapi "uvicorn[standard]"
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```toml pyproject.toml
[project]
name = "service"
version = "1"
dependencies = ["fastapi", "uvicorn[standard]"]
```

```toml uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.165.0"
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY pyproject.toml uv.lock ./
RUN pip install uv && uv sync --locked
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Reported: packages of the framework by name without a version, a requirements file that does not pin FastAPI, the
project itself with pip although it has a lock, and a tool whose lock is not copied before it runs.

A project that has no lock, and leaves most of its requirements open, is told so once, by `no-lockfile`: this rule then
speaks of the packages only that the image names itself.

Not reported: constraints and hashes, images for development, and images that start nothing of the project.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.project.containers import deployed_images
from fastdoctor.project.locking import unlocked
from fastdoctor.stack.commands.installs import LOCKS, Install, installs
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.resolution import pinned

if TYPE_CHECKING:
    from fastdoctor.project import Project

FRAMEWORK = {"fastapi", "starlette", "pydantic", "uvicorn", "gunicorn", "hypercorn", "granian"}
HELP = "copy the lock and install from it: uv sync --locked, poetry install, or pip install -r with pinned versions"


@rule(severity="warning", tier="strict", proof="what an image installs is what its instructions say")
def check(project: Project) -> Iterator[Finding]:
    is_told = unlocked(project) is not None
    for image, _ in deployed_images(project):
        before: list[Install] = []
        for stage in image.building:
            for install in [] if is_for_development(stage.name) else installs(stage):
                told = is_told and installs_project(install)
                problem = "" if told else left_open(project, install, before)
                before.append(install)
                if problem:
                    yield Finding(problem, install.location, "resolved at every build", HELP)


def installs_project(install: Install) -> bool:
    """Whether it installs what the project declares, not only packages of its own."""
    return install.tool != "pip" or bool(install.files) or not {".", "./"}.isdisjoint(install.packages)


def left_open(project: Project, install: Install, before: list[Install]) -> str:
    """What is left open, "" where nothing is; what was installed before stays where it fits."""
    if install.constrained:
        return ""
    if install.tool != "pip":
        lock = LOCKS[install.tool]
        return "" if install.sees_lock and has(project, lock) else f"{install.tool} installs without {lock}"
    names = [name for name in install.packages if plain(name) in FRAMEWORK and not re.search(r"[=<>~@]", name)]
    if before and any(map(installs_project, before)):
        names = [name for name in names if not is_declared(project, plain(name), install.location.path)]
    if names:
        return f"{', '.join(names)} without a version: the newest one of the day is installed"
    from_lock = any(earlier.files or earlier.tool != "pip" for earlier in before) or "--no-deps" in install.text
    if project.stack.locks and {".", "./"} & set(install.packages) and not from_lock:
        return f"the project is installed without {posixpath.basename(project.stack.locks[0].path)}"
    for file in install.files:
        name = posixpath.basename(file)
        found = [item for item in project.stack.declared("fastapi") if posixpath.basename(item.location.path) == name]
        if found and all(pinned(item.specifier) is None and not item.url for item in found):
            return f"{name} does not pin fastapi: the newest one of the day is installed"
    return ""


def is_declared(project: Project, name: str, image: str) -> bool:
    """Whether a manifest asks for a package, not only the image itself."""
    return any(item.location.path != image for item in project.stack.declared(name))


def plain(name: str) -> str:
    return name.partition("[")[0].lower().replace("_", "-")


def has(project: Project, lock: str) -> bool:
    return any(posixpath.basename(found.path) == lock for found in project.stack.locks)
