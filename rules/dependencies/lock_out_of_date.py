"""The lock does not hold what its manifest asks for

A requirement was added or changed by hand and the lock beside it was not made again. What the lock holds is installed
(`uv sync --frozen`, `pip install` from an export), so the change has no effect and a new package is missing at
run time; or the installer stops (`uv sync --locked`, `poetry install`, `pipenv install --deploy`).

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
dependencies = ["fastapi>=0.128"]
```

```toml uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.115.6"
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
dependencies = ["fastapi>=0.128"]
```

```toml uv.lock
version = 1

[[package]]
name = "fastapi"
version = "0.128.8"
```

Not reported: requirements files beside a lock (they are no part of it), requirements by address, packages that uv
overrides, and groups in locks that are often made without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.values import Requirement

COMMANDS = {
    "uv.lock": "uv lock",
    "poetry.lock": "poetry lock",
    "pdm.lock": "pdm lock",
    "pylock.toml": "the tool that wrote it",
    "Pipfile.lock": "pipenv lock",
    "pixi.lock": "pixi lock",
    "conda-lock.yml": "conda-lock",
}
SHOWN = 4


@rule(severity="warning", proof="what two files say of each other, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    for outdated in project.stack.outdated_locks:
        file = outdated.lock.path.rpartition("/")[2]
        (first, version), *others = outdated.requirements
        more = f", and {len(others)} more differ" if others else ""
        yield Finding(
            f"{file} {_difference(first, version)}{more}",
            first.location,
            f"not what {file} holds",
            f"run {COMMANDS[file]} and commit the result",
            tuple(Related(item.location, f"{file} {_difference(item, found)}") for item, found in others[:SHOWN]),
        )


def _difference(requirement: Requirement, version: str) -> str:
    if not version:
        return f"has no {requirement.name}"
    return f"has {requirement.name} {version}, which is not {requirement.specifier}"
