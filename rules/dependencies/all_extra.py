"""`fastapi[all]` brings packages that nothing here uses

Today `all` is `standard` and itsdangerous; up to FastAPI 0.130 it also installs orjson and ujson, up to 0.125
pydantic-settings and pydantic-extra-types. It is no smaller or larger problem than those packages: each is one more to
update when a hole is published. `fastapi[standard]` is what FastAPI's documentation installs.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi[all]==0.128.0
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi[standard]==0.128.0
```

Applies to: FastAPI 0.112 and later; before, there was no `standard`.

Not reported: projects that use one of the additional packages, and libraries.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.knowledge import releases
from fastdoctor.project.manifests import with_extra

if TYPE_CHECKING:
    from fastdoctor.project import Project

USES = {
    "itsdangerous": ("itsdangerous", "starlette.middleware.sessions"),
    "orjson": ("orjson", "fastapi.responses.ORJSONResponse"),
    "ujson": ("ujson", "fastapi.responses.UJSONResponse"),
    "pydantic-settings": ("pydantic_settings",),
    "pydantic-extra-types": ("pydantic_extra_types",),
}
"""What speaks of each package that `all` has had beyond `standard`, which has PyYAML through uvicorn."""


@rule(
    severity="note",
    tier="pedantic",
    fix="unsafe",
    applies="fastapi>=0.112",
    proof="what the release's own metadata lists",
)
def check(project: Project) -> Iterator[Finding]:
    fastapi = project.stack.resolved("fastapi")
    extra = next((item for item in project.stack.declared("fastapi") if "all" in item.extras), None)
    if fastapi is None or extra is None or project.stack.is_library or not project.applications:
        return
    listed = releases.requires("fastapi", fastapi.version)
    standard = {item.name for item in listed if item.extra == "standard"}
    surplus = sorted({item.name for item in listed if item.extra == "all"} - standard)
    surplus = [name for name in surplus if name in USES]
    asked = {item.name for item in project.stack.requirements}
    used = [name for name in surplus if name in asked or any(project.imports(*USES[name], tests=True, guarded=True))]
    if surplus and not used:
        edits = with_extra(project, extra, "all", "standard") if not project.stack.has_lock else ()
        yield Finding(
            f"fastapi[all] brings {' and '.join(surplus)} along, which nothing here uses",
            extra.location,
            "more than is used",
            "fastapi[standard] has the rest",
            fix=Fix("take the extra standard", edits, safe=False) if edits else None,
        )
