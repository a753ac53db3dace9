"""A published vulnerability affects this release

The lock or pin names a release with a published hole that a later one closes. The finding is an error where the
program is proven to use the affected feature, a note where that feature is named and not used, else a warning. The
help line names the smallest upgrade, as far as the ranges of FastAPI itself allow it.

Bad:

```python
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
def upload(file: UploadFile) -> str | None:
    return file.filename
```

```text requirements.txt
fastapi==0.128.0
python-multipart==0.0.6
```

Good:

```python
from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/files")
def upload(file: UploadFile) -> str | None:
    return file.filename
```

```text requirements.txt
fastapi==0.165.0
python-multipart==0.0.34
```

Not reported: reports that were withdrawn or are disputed, and ranges (a fresh install gets the newest release).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.knowledge import advisories, releases
from fastdoctor.knowledge.spans import allows, version

if TYPE_CHECKING:
    from fastdoctor.finding import Severity
    from fastdoctor.knowledge.advisories import Advisory
    from fastdoctor.project import Project

PACKAGES = (
    "fastapi", "starlette", "python-multipart", "uvicorn", "gunicorn", "httpx", "h11", "jinja2", "orjson", "ujson",
    "python-jose", "pyjwt", "authlib", "fastapi-users", "pydantic", "pydantic-settings", "aiohttp", "requests",
    "cryptography", "hypercorn",
)  # fmt: skip
DESERVES: dict[str, Severity] = {"critical": "error", "high": "warning", "medium": "warning", "low": "note"}


@rule(severity="warning", cwe=1395, proof="a published fact about a release, reproduced by its reporters")
def check(project: Project) -> Iterator[Finding]:
    for package in PACKAGES:
        resolved = project.stack.resolved(package)
        if resolved is None or not resolved.exact or resolved.location is None or resolved.derived_from:
            continue
        known = advisories.advisories(package, resolved.version)
        open_holes = [item for item in known if item.fixed and not item.status]
        used = {item.id for item in open_holes if item.uses and any(project.references(*item.uses))}
        if open_holes:
            worst = min(open_holes, key=lambda item: (item.id not in used, item.id))
            names = ", ".join(item.id for item in open_holes[:3])
            more = f" and {len(open_holes) - 3} more" if len(open_holes) > 3 else ""
            yield Finding(
                f"{package} {resolved.version} has {_count(len(open_holes))}: {names}{more}: {worst.summary}",
                resolved.location,
                "published vulnerability",
                _upgrade(project, package, resolved.version, open_holes),
                severity=_severity(open_holes, used),
            )


def _count(number: int) -> str:
    return "a published vulnerability" if number == 1 else f"{number} published vulnerabilities"


def _severity(holes: list[Advisory], used: set[str]) -> Severity:
    if used:
        return "error"
    return "note" if all(item.uses for item in holes) else "warning"


def _upgrade(project: Project, package: str, current: str, holes: list[Advisory]) -> str:
    """The first release of each line that closes every hole, and what FastAPI has to say to it."""
    later = ([fix for fix in item.fixed if version(fix) > version(current)] for item in holes)
    fixed = [min(found, key=version, default="") for found in later]
    if not all(fixed):
        return f"no release of {package} closes all of them"
    wanted = max(fixed, key=version)
    fastapi = project.stack.resolved("fastapi")
    allowed = releases.range_of("fastapi", fastapi.version, package) if fastapi else None
    if fastapi is None or allowed is None or allows(allowed, wanted):
        return f"upgrade {package} to {wanted} or later"
    ranges = ((release, releases.range_of("fastapi", release, package)) for release in releases.releases("fastapi"))
    fitting = next((release for release, found in ranges if found and allows(found, wanted)), None)
    needs = f"; that needs FastAPI {fitting} or later" if fitting else ""
    return f"upgrade {package} to {wanted} or later{needs}"
