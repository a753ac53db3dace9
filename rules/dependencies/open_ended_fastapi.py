"""The next install may bring another FastAPI

FastAPI is at 0.x: its minor releases change behaviour, several of them a month. An application whose requirements set
no upper bound and that has no lock gets whatever is newest on the day its image is built: what worked yesterday stops
without a change of its own.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi>=0.110
uvicorn==0.40.0
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi~=0.128.0
uvicorn==0.40.0
```

Better still is a lock (`uv lock`, `poetry lock`, `pip-compile`), from which the image installs.

Not reported: libraries and packages that nothing here starts, which must stay open, projects with a lock, and
requirements for development only.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.knowledge.spans import version
from fastdoctor.project.manifests import limited

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.values import Requirement

PACKAGING = ("pyproject.toml", "setup.cfg", "setup.py")
BOUNDS = ("<", "==", "~=", "===")


@rule(severity="warning", fix="unsafe", proof="what a manifest says, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    stack = project.stack
    if stack.is_library or stack.is_locked or not project.applications:
        return
    declared = [item for item in stack.declared("fastapi") if not item.group]
    if any(item.url or _is_bounded(item.specifier) for item in declared):
        return
    for requirement in declared[:1]:
        if requirement.location.path.endswith(PACKAGING) and not stack.commands:
            continue  # a package that others install, as far as anything tells
        yield Finding(
            "nothing bounds FastAPI: the next install may bring a release that works differently",
            requirement.location,
            "no upper bound",
            "set an upper bound such as ~=0.128.0, or add a lock",
            fix=bounded(project, requirement),
        )


def bounded(project: Project, requirement: Requirement) -> Fix | None:
    """Below the minor release after the one that is installed now: the first that may change something."""
    resolved = project.stack.resolved("fastapi")
    if resolved is None:
        return None
    found = version(resolved.version)
    bound = f"<{found.major}.{found.minor + 1}"
    edits = limited(project, requirement, bound)
    return Fix(f"allow FastAPI {bound}", edits, safe=False) if edits else None


def _is_bounded(specifier: str) -> bool:
    return any(part.strip().startswith(BOUNDS) for part in specifier.split(","))
