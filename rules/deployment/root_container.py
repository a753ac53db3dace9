"""The container runs as root

Whoever breaks into the application is root in the container: may install programs, change the application's own
files, and is one hole in the runtime away from root on the machine. A user costs two lines.

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
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
RUN useradd --create-home app
USER app
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

One finding for each project. Applies to: images built on the official images of Python, Debian, Ubuntu, Alpine, uv
and tiangolo, which set no user.

Not reported: images for development, commands that change the user (gosu, su-exec), and repositories in which a
compose file or a manifest gives some container a user.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Edit, Finding, Fix, Location, Region, Related, rule
from fastdoctor.project.containers import deployed_images, names_a_user, written
from fastdoctor.project.editing import above_comments

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.commands.containers import Image
    from fastdoctor.stack.values import ImageStage

OFFICIAL = re.compile(
    r"(?:(?:docker\.io|public\.ecr\.aws/docker)/)?(?:library/)?(?:python|debian|ubuntu|alpine)(?:[:@]|$)"
)
OTHERS = re.compile(r"(?:ghcr\.io/)?astral-sh/uv(?:[:@]|$)|tiangolo/")
ROOT = {"", "root", "0", "root:root", "0:0"}
CHANGES = re.compile(r"\b(?:gosu|su-exec|setpriv|s6-setuidgid|chroot|runuser|su)\b")


@rule(
    severity="warning", tier="strict", fix="unsafe", cwe=250, proof="the user of an image is what its instructions say"
)
def check(project: Project) -> Iterator[Finding]:
    found = [image for image, command in deployed_images(project) if is_root(project, image, command.wrapper)]
    if found and not names_a_user(project):
        first, *others = found
        stage = first.stages[-1]
        users = [item for item in stage.instructions if item.name == "USER"]
        yield Finding(
            "the server runs as root in this container",
            users[-1].location if users else stage.location,
            "root again" if users else "no USER follows",
            "make a user and name it with USER",
            tuple(Related(image.stages[-1].location, "also as root") for image in others),
            fix=None if users else with_user(project, stage),
        )


def with_user(project: Project, stage: ImageStage) -> Fix | None:
    """A user of its own for what the image starts; unsafe, because what it writes to may belong to root."""
    starting = [item.location for item in stage.instructions if item.name in {"CMD", "ENTRYPOINT"}]
    if not starting or not OFFICIAL.match(stage.base):
        return None
    make = "adduser -D app" if "alpine" in stage.base else "useradd --create-home app"
    path, text = starting[0].path, written(project, starting[0].path)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    line = starts.index(above_comments(text, starts[starting[0].region.start_line - 1])) + 1
    place = Location(path, Region(line, 1, line, 1))
    return Fix("run as a user of its own", (Edit(place, f"RUN {make}\nUSER app\n"),), safe=False)


def is_root(project: Project, image: Image, wrapper: str) -> bool:
    stage = image.stages[-1]
    known = OFFICIAL.match(stage.base) or OTHERS.match(stage.base)
    starting = [item.text for item in stage.instructions if item.name in {"CMD", "ENTRYPOINT"}]
    scripts = [word for text in starting for word in re.findall(r"(?<![\w.-])[\w.-]+\.sh", text)]
    texts = [written(project, path) for name in scripts for path in project.run.files.ending_with(name)]
    return bool(known) and stage.user in ROOT and not any(map(CHANGES.search, [wrapper, *starting, *texts]))
