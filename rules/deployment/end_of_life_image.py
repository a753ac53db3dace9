"""The image has a Python, or is an image, that the project's FastAPI has left behind

FastAPI drops a Python soon after Python does: 0.125 needs Python 3.9, 0.129 needs 3.10, 0.162.6 needs 3.11. On an
older image pip refuses the pinned release, or silently stays on an old one where only a range is declared, and
neither FastAPI nor Python itself is repaired there any more. `tiangolo/uvicorn-gunicorn-fastapi` and its relatives
are deprecated by their author: the server restarts its own workers today.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
uvicorn==0.40.0
```

```dockerfile Dockerfile
FROM python:3.8-slim
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
FROM python:3.13-slim
COPY . .
RUN pip install -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Not reported: images of a development stage, images whose tag a build argument without default gives, and images that
start nothing of the project.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.knowledge import releases
from fastdoctor.stack.commands.containers import stage_of
from fastdoctor.stack.commands.purpose import is_for_development

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.commands.containers import Image

PYTHON = re.compile(r"(?:^|/)python:v?(3\.[0-9]{1,3})")
DEPRECATED = re.compile(r"(?:^|/)tiangolo/(?:uvicorn-gunicorn(?:-fastapi|-starlette)?|meinheld-gunicorn[\w-]*):?")
ENDED = {"3.6": "December 2021", "3.7": "June 2023", "3.8": "October 2024", "3.9": "October 2025"}
"""Pythons without repairs, and since when; from the status page of Python's developers."""


@rule(severity="warning", proof="what an image holds is stated by its tag; what FastAPI requires, by its metadata")
def check(project: Project) -> Iterator[Finding]:
    resolved = project.stack.resolved("fastapi")
    for image in project.stack.images:
        if not image.building or is_for_development(image.path, image.stages[-1].name):
            continue
        stage = image.building[-1]
        while stage.base is not None:
            stage = stage.base
        place = stage.origin.words({})[0][1] if stage.origin.words({}) else stage.origin.whole
        python = PYTHON.search(stage.image)
        if DEPRECATED.search(stage.image):
            yield Finding(
                "this image is deprecated by its author and gets no updates",
                place,
                "deprecated image",
                "build on python:3.13-slim, and start with fastapi run --workers",
            )
        elif python is None or not starts_something(project, image):
            continue
        elif resolved and resolved.exact and not releases.installable("fastapi", resolved.version, python[1]):
            needs = releases.python_floor("fastapi", resolved.version)
            yield Finding(
                f"FastAPI {resolved.version} needs Python {needs}; this image has {python[1]}",
                place,
                f"Python {python[1]}",
                "take a newer image",
                severity="error",
            )
        elif python[1] in ENDED:
            newest = releases.newest("fastapi", "", python[1])
            yield Finding(
                f"Python {python[1]} has had no repairs since {ENDED[python[1]]}, and no FastAPI after {newest}",
                place,
                "end of life",
                "take a newer image",
            )


def starts_something(project: Project, image: Image) -> bool:
    """Whether a command that is not for development runs in this image's last stage."""
    started = (command for command in project.start_commands if not command.development)
    return any(stage_of([image], command) == image.stages[-1] for command in started)
