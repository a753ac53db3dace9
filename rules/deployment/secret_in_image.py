"""A secret is built into the image

ENV and ARG values, and files that are copied, stay in the layers and the history of an image: everybody who may pull
it reads them with `docker history`, also after a later instruction removed them. What stands literally in a compose
file is in the repository's history as well.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.13-slim
COPY . .
ENV SECRET_KEY=kQ8vN2xR7mZ4pL9wB3tY6sD1
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
RUN --mount=type=secret,id=index_token pip install -r requirements.txt
CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]
```

Give secrets to the running container (`env_file`, the platform's secrets), and `RUN --mount=type=secret` what a build
needs.

Not reported: placeholders, short or plain words, variables that are only declared (`ARG TOKEN`), and what is for
development.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.files.environment import read_environment
from fastdoctor.project.containers import context_folder, copied, written
from fastdoctor.stack.commands.purpose import is_for_development
from fastdoctor.stack.secrets import holds_secret, is_secret

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.commands.containers import Image
    from fastdoctor.stack.values import ImageInstruction

PAIR = re.compile(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
HELP = "give it to the running container; whoever has the image has this one: replace it"


@rule(severity="error", cwe=538, proof="what an image holds is what its instructions say")
def check(project: Project) -> Iterator[Finding]:
    for image in project.stack.images:
        if is_for_development(image.path):
            continue
        for stage in image.stages:
            for instruction in stage.instructions:
                yield from stated(instruction)
        yield from files(project, image)
    for command in project.start_commands:
        for name, value in command.environment:
            place = command.locations.get(f"${name}")
            if place is not None and not command.development and is_secret(name, value):
                yield Finding(f"the value of {name} is a secret, and stands in the repository", place, "a secret", HELP)


def stated(instruction: ImageInstruction) -> Iterator[Finding]:
    if instruction.name not in {"ENV", "ARG"}:
        return
    words = list(zip(instruction.arguments, instruction.places, strict=True))
    if instruction.name == "ENV" and len(words) == 2 and "=" not in words[0][0]:
        words = [(f"{words[0][0]}={words[1][0]}", words[1][1])]
    for word, place in words:
        pair = PAIR.fullmatch(word)
        if pair and is_secret(pair[1], pair[2]):
            yield Finding(f"the value of {pair[1]} is a secret, and stays in the image", place, "a secret", HELP)


def files(project: Project, image: Image) -> Iterator[Finding]:
    place = copied(project, image, ".env")
    if place is not None and has_secret(project, context_folder(project, image)):
        yield Finding(
            "the file .env is copied into the image, with every secret in it",
            place,
            "copies .env",
            "list it in .dockerignore, and give the container its variables with env_file",
        )


def has_secret(project: Project, folder: str) -> bool:
    """Whether the file has a secret; one that is kept out of the repository has."""
    path = f"{folder}/.env".lstrip("/")
    return path not in project.run.files or holds_secret(read_environment(written(project, path)))
