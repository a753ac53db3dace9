"""Two files of the project ask for releases of a package that exclude each other

One file pins what another one rules out. Which of them counts depends on the order of two commands: `pip install -r
requirements.txt` and `pip install .` replace each other's version, with a warning at most, and installing both at once
fails. What is tested is then not what is deployed.

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

```text requirements.txt
fastapi==0.115.6
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
dependencies = ["fastapi>=0.115"]
```

```text requirements.txt
fastapi==0.115.6
```

An installed environment (`--environment`) that does not hold what the lock says is reported too: it was not brought up
to date since the lock changed.

Not reported: development groups and extras, and requirements files beside a lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project

SHOWN = 4


@rule(severity="warning", proof="what two files say of each other, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    stack = project.stack
    told = set[str]()
    for found in stack.disagreements if not stack.has_lock else ():
        name = found.requirement.name
        if found.other_kind == "manifest" and name not in told:
            told.add(name)
            file = found.other.path.rpartition("/")[2]
            yield Finding(
                f"{name} {found.requirement.specifier} excludes {name} {found.version}, which {file} pins",
                found.requirement.location,
                "excludes the pin",
                "let one of the two files follow the other",
                (Related(found.other, f"{found.version} is pinned here"),),
            )
    if stack.stale_packages:
        (locked, installed), *others = stack.stale_packages
        more = f", and {len(others)} more differ" if others else ""
        yield Finding(
            f"the environment holds {locked.name} {installed.version}, the lock {locked.version}{more}",
            locked.location,
            "not what is installed",
            "synchronise the environment with the lock (uv sync, poetry sync, pip-sync)",
            tuple(
                Related(item.location, f"{item.name} {other.version} is installed") for item, other in others[:SHOWN]
            ),
        )
