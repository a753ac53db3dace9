"""These pinned releases do not work together

FastAPI states which Starlette, Pydantic and Python each release needs. A pin or lock outside that range either cannot
be installed or stops at import: `cannot import name 'Undefined' from 'pydantic.fields'` (FastAPI below 0.100 with
Pydantic 2), `cannot import name 'IncEx' from 'pydantic.main'` (0.126 and later with Pydantic 1), `Router.__init__()
got an unexpected keyword argument 'on_startup'` (up to 0.128.2 with Starlette 1). FastAPI 0.100 to 0.125 accept
Pydantic 1 and 2.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.99.1
pydantic==2.5.0
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.110.0
pydantic==2.5.0
```

Not reported: ranges (what is installed then fits), and releases whose metadata is not known.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Related, rule
from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import allows

if TYPE_CHECKING:
    from fastdoctor.project import Project

COMPANIONS = ("starlette", "pydantic")


@rule(severity="error")
def check(project: Project) -> Iterator[Finding]:
    stack = project.stack
    fastapi = stack.resolved("fastapi")
    if fastapi is None or not fastapi.exact or fastapi.location is None:
        return
    here = Related(fastapi.location, f"FastAPI {fastapi.version} is pinned here")
    for name in COMPANIONS:
        other = stack.resolved(name)
        allowed = releases.range_of("fastapi", fastapi.version, name)
        if other is not None and other.exact and allowed is not None and not allows(allowed, other.version):
            yield Finding(
                f"FastAPI {fastapi.version} needs {name} {allowed}, not {other.version}",
                other.location or fastapi.location,
                f"needs {allowed}",
                f"change one of the two: {releases_for(name, other.version)}",
                (here,),
            )
    python = stack.python
    floor = releases.python_floor("fastapi", fastapi.version)
    if python is not None and python.version and floor and not _python_within(python.version, floor):
        yield Finding(
            f"FastAPI {fastapi.version} needs Python {floor}, not {python.version}",
            python.location,
            f"needs {floor}",
            "raise Python, or install an older FastAPI",
            (here,),
        )


def _python_within(version: str, floor: str) -> bool:
    return allows(floor, f"{version}.99" if version.count(".") == 1 else version)


def releases_for(name: str, version: str) -> str:
    fitting = [
        release
        for release in releases.releases("fastapi")
        if (allowed := releases.range_of("fastapi", release, name)) is not None and allows(allowed, version)
    ]
    if not fitting:
        return f"no FastAPI accepts {name} {version}"
    return f"FastAPI {fitting[0]} to {fitting[-1]} accept {name} {version}"
