"""The application uses a feature whose package is not installed

FastAPI, Starlette and Pydantic leave several features to packages of their own. Without them the program stops at
import, at the first request or in every test: `EmailStr` needs email-validator, `Jinja2Templates` jinja2,
`SessionMiddleware` itsdangerous, `TestClient` httpx2 or httpx, `BaseSettings` pydantic-settings, `ORJSONResponse`
orjson, the `fastapi` command fastapi-cli. On a laptop another package often brought them along.

Bad:

```python
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="read from the environment")
```

```text requirements.txt
fastapi==0.128.0
uvicorn==0.40.0
```

Good:

```python
from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="read from the environment")
```

```text requirements.txt
fastapi==0.128.0
itsdangerous==2.2.0
uvicorn==0.40.0
```

Not reported: imports inside a `try` that catches their failure, names that are imported and not used where only their
use fails (`EmailStr`), packages that another one brings along into the lock, and projects whose packages cannot be
told: also where what asks for packages does not even ask for FastAPI.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.manifests import added

if TYPE_CHECKING:
    from fastdoctor.project import Project

TEST_CLIENT = "starlette.testclient.TestClient"
NEEDS = {
    "pydantic.EmailStr": ("email-validator",),
    "pydantic.NameEmail": ("email-validator",),
    "starlette.templating.Jinja2Templates": ("jinja2",),
    "starlette.middleware.sessions.SessionMiddleware": ("itsdangerous",),
    "pydantic_settings": ("pydantic-settings",),
    "fastapi.responses.ORJSONResponse": ("orjson",),
    "fastapi.responses.UJSONResponse": ("ujson",),
}


WHEN_USED = {
    "pydantic.EmailStr",
    "pydantic.NameEmail",
    "fastapi.responses.ORJSONResponse",
    "fastapi.responses.UJSONResponse",
}
"""What can be imported without its package."""


def _client(project: Project) -> dict[str, tuple[str, ...]]:
    """What the test client needs: requests before Starlette 0.21, then httpx, and httpx2 or httpx from 1.2."""
    if not project.satisfies("starlette>=0.21"):
        return {}
    packages = ("httpx", "httpx2") if project.satisfies("starlette>=1.2") else ("httpx",)
    return {TEST_CLIENT: packages}


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for feature, packages in {**NEEDS, **_client(project)}.items():
        provides = project.provides_to_tests if feature == TEST_CLIENT else project.provides
        if all(provides(package) is False for package in packages):
            place = next((place for _, place in project.imports(feature, tests=True)), None)
            if place is not None and (feature not in WHEN_USED or any(project.references(feature, tests=True))):
                yield place.finding(
                    f"{feature.rpartition('.')[2]} needs {packages[-1]}, which is not installed",
                    f"needs {packages[-1]}",
                    f"add {packages[-1]} to the requirements",
                    fix=adding(project, packages[-1]),
                )
    for command in project.stack.commands:
        if command.server == "fastapi" and project.provides("fastapi-cli") is False:
            yield Finding(
                "the fastapi command needs fastapi-cli, which is not installed",
                command.location,
                "needs fastapi-cli",
                'install "fastapi[standard]", or fastapi-cli beside FastAPI',
                fix=adding(project, "fastapi-cli"),
            )


def adding(project: Project, package: str) -> Fix | None:
    """The package beside pytest where it is for tests, else beside FastAPI."""
    edits = added(project, package, ("pytest", "fastapi") if package.startswith("httpx") else ("fastapi",))
    return Fix(f"add {package}", edits, safe=True) if edits else None
