"""The Python chosen here holds FastAPI back, or cannot install it

FastAPI gives up old Pythons quickly: 0.125 needs 3.9, 0.129 needs 3.10, 0.162.6 needs 3.11. An installer says nothing
about it: on an older Python it quietly takes the last release that still ran there, without the fixes since. A
`requires-python` that promises a Python on which no allowed FastAPI runs makes `uv lock` and `poetry lock` fail, and
one that reaches far down keeps Poetry's lock at an old FastAPI for every Python.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```toml pyproject.toml
[project]
name = "shop"
version = "1"
requires-python = ">=3.9"
dependencies = ["fastapi>=0.136"]
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
requires-python = ">=3.11"
dependencies = ["fastapi>=0.136"]
```

Not reported: libraries (they may serve old Pythons), a Python that runs the release that is pinned or locked,
workflows of projects whose production Python is not known, and images with a Python that nobody repairs any more
(end-of-life-image tells of them).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule
from fastdoctor.stack.python_floor import held_back_by, held_back_in_lock, uninstallable

if TYPE_CHECKING:
    from fastdoctor.project import Project

ENDED = ("3.6", "3.7", "3.8", "3.9")


@rule(severity="warning", proof="what the releases' own metadata says to an installer")
def check(project: Project) -> Iterator[Finding]:
    stack = project.stack
    for choice, python in uninstallable(stack):
        yield Finding(
            f"Python {python} is allowed here, and no FastAPI that is asked for runs on it",
            choice.location,
            f"allows Python {python}",
            "raise requires-python, or allow an older FastAPI",
            tuple(Related(item.location, "asked for here") for item in stack.declared("fastapi")[:1]),
        )
    if stack.is_library or not project.applications:
        return
    for held in held_back_by(stack):
        if held.choice.source == "image" and held.python in ENDED:
            continue
        where = "the tests run" if held.choice.source == "workflow" else "FastAPI stays"
        yield Finding(
            f"{where} at {held.version} on Python {held.python}: {held.newest} needs {held.floor}",
            held.choice.location,
            f"holds FastAPI at {held.version}",
            f"move to a Python {held.floor}",
        )
    for held in held_back_in_lock(stack):
        yield Finding(
            f"the lock stays at FastAPI {held.version} while Python {held.python} is allowed: {held.newest} needs "
            f"{held.floor}",
            held.choice.location,
            f"allows Python {held.python}",
            "raise it to the Python that the image has, and lock again",
        )
