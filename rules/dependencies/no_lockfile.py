"""The image installs whatever is newest on the day it is built

Without a lock every build resolves the open ranges anew, those of the packages that your packages bring along as well.
Two images of one commit differ, a rollback does not bring back what ran before, and a release of a stranger's package
stops the build: httpx 0.28 broke every test client, bcrypt 5 every login, Pydantic 2 every application.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi~=0.128.0
httpx
uvicorn
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
httpx==0.28.1
uvicorn==0.40.0
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Make one with `uv lock`, `poetry lock` or `pip-compile`, commit it, and let the image install from it.

Not reported: libraries, projects with a lock, and requirements of which most are pinned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule
from fastdoctor.stack.projects import group_of
from fastdoctor.stack.resolution import pinned

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.values import ImageInstruction, Requirement

INSTALLS = re.compile(
    r"\bpip[\d.]*\s+install\b[^;&|]*?\s(?:(?:-r|--requirement)[\s=]*(?P<file>\S+)|-e|--editable|\.(?=[\s\[/;&]|$))"
    r"|\b(?:uv\s+sync|poetry\s+install|pdm\s+(?:install|sync)|pipenv\s+(?:install|sync))\b"
)
ENOUGH = 0.8
"""The share of pinned requirements from which on a file counts as a lock."""


@rule(severity="warning", tier="strict", proof="what the files of a project say, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    stack = project.stack
    asked = [item for item in stack.requirements if item.name and not item.group and not item.constraint]
    limited = {item.name for item in stack.requirements if item.constraint and pinned(item.specifier)}
    open_ones = [item for item in asked if not (item.url or pinned(item.specifier) or item.name in limited)]
    if stack.is_library or stack.locks or stack.installed or not project.applications or not asked:
        return
    if not any(item.name == "fastapi" for item in asked):
        return
    if not stack.complete or len(asked) - len(open_ones) >= ENOUGH * len(asked):
        return
    for instruction in installing(project):
        first: Requirement = open_ones[0]
        yield Finding(
            f"this image installs {len(open_ones)} of {len(asked)} packages in whatever release is newest that day",
            instruction.location,
            "installs without a lock",
            "make a lock (uv lock, poetry lock, pip-compile), commit it, and install from it",
            (Related(first.location, "open, like others"),),
        )
        return


def installing(project: Project) -> Iterator[ImageInstruction]:
    """The instructions that install what the project declares for production."""
    files = {path.rpartition("/")[2] for path in project.stack.manifests if not group_of(path)}
    for image in project.stack.images:
        for stage in image.stages:
            for instruction in stage.instructions:
                text = instruction.text.replace("\\\n", " ") if instruction.name == "RUN" else ""
                if any(not found["file"] or _name(found["file"]) in files for found in INSTALLS.finditer(text)):
                    yield instruction


def _name(path: str) -> str:
    return path.strip("\"'").rpartition("/")[2]
