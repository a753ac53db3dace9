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

Not reported: libraries, projects with a lock, and requirements of which most are pinned. An image that passes an
existing lock by, or installs packages of its own, is what `unlocked-image-install` speaks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule
from fastdoctor.project.locking import unlocked

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="warning", tier="strict", proof="what the files of a project say, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    found = unlocked(project)
    if found is not None:
        yield Finding(
            f"this image installs {len(found.open)} of {len(found.requirements)} packages in whatever release is "
            "newest that day",
            found.instructions[0].location,
            "installs without a lock",
            "make a lock (uv lock, poetry lock, pip-compile), commit it, and install from it",
            (Related(found.open[0].location, "open, like others"),),
        )
