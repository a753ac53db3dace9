"""No release satisfies what this file asks for

FastAPI states which Starlette, Pydantic and Python each of its releases needs. Ranges that exclude one another leave
nothing to install: pip ends with `ResolutionImpossible`, uv with `No solution found`. Often one line was raised and its
companion kept its old limit.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi>=0.126
pydantic<2
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi>=0.126
pydantic>=2.7
```

FastAPI 0.100 to 0.125 accept Pydantic 1 and 2. Starlette is better left out: FastAPI brings the one it needs.

Not reported: requirements of different files, of groups and extras, two pins (incompatible-framework-pins tells of
them), and what an unknown release, older or newer than the data, might satisfy.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule
from fastdoctor.knowledge import releases

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack.contradiction import Contradiction

NAMES = {"fastapi": "FastAPI", "starlette": "Starlette", "pydantic": "Pydantic", "sqlmodel": "SQLModel"}


@rule(severity="error", proof="what an installer refuses: nothing is installed that could run")
def check(project: Project) -> Iterator[Finding]:
    for found in project.stack.contradictions:
        name = NAMES.get(found.package, found.package)
        if found.companion == "python":
            yield _no_python(project, found, name)
        elif found.companion:
            other = NAMES.get(found.companion, found.companion)
            wanted = ",".join(item.specifier for item in found.companions)
            yield Finding(
                f"no release of {name} that is allowed here works with {other} {wanted}",
                found.companions[0].location,
                f"{name} {found.newest} needs {found.needed or 'another one'}",
                f"drop one of the two limits{_accepting(found)}",
                (Related(found.declared[0].location, f"{name} is limited here"),),
            )
        else:
            wanted = ",".join(item.specifier for item in found.declared)
            yield Finding(
                f"there is no release of {name} in {wanted}",
                found.declared[0].location,
                "no release",
                f"known releases end with {releases.releases(found.package)[-1]}",
                tuple(Related(item.location, "limited here too") for item in found.declared[1:]),
            )


def _no_python(project: Project, found: Contradiction, name: str) -> Finding:
    choice = project.stack.python
    return Finding(
        f"no release of {name} that is allowed here runs on Python {project.stack.python_version}",
        found.declared[0].location,
        f"{name} {found.newest} needs Python {found.needed}",
        f"raise Python, or allow an older {name}",
        (Related(choice.location, "Python is chosen here"),) if choice is not None else (),
    )


def _accepting(found: Contradiction) -> str:
    """The releases of the package that would accept the companion's range."""
    fitting = [
        release
        for release in releases.releases(found.package)
        if (needed := releases.range_of(found.package, release, found.companion)) is not None
        and releases.allowed(found.companion, ",".join([needed, *(item.specifier for item in found.companions)]))
    ]
    return f": {found.package} {fitting[0]} to {fitting[-1]} accept it" if fitting else ""
