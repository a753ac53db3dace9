"""The declared package is another one than the program imports

An import name is not always the name to install. `jose`, `jwt`, `multipart` and `dotenv` exist on the index as other
packages: the program finds them and fails on the first name they lack, and code of strangers runs that nobody meant to
install. `jose` means python-jose, `jwt` PyJWT, `dotenv` python-dotenv; forms need python-multipart.

Bad:

```python
import jwt
from fastapi import FastAPI

app = FastAPI()


@app.get("/token")
def token() -> str:
    return jwt.encode({"sub": "1"}, "read from the environment", algorithm="HS256")
```

```text requirements.txt
fastapi==0.128.0
jwt==1.4.0
```

Good:

```python
import jwt
from fastapi import FastAPI

app = FastAPI()


@app.get("/token")
def token() -> str:
    return jwt.encode({"sub": "1"}, "read from the environment", algorithm="HS256")
```

```text requirements.txt
fastapi==0.128.0
pyjwt==2.15.1
```

Not reported: a package that is used as itself (`import multipart`, `jwt.JWT()`), or declared beside the right one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.manifests import respecified

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Place
    from fastdoctor.stack.values import Requirement

RIGHT = {"jwt": "pyjwt", "jose": "python-jose", "dotenv": "python-dotenv", "multipart": "python-multipart"}
NAMES = {
    "jwt": ("jwt.encode", "jwt.decode", "jwt.PyJWTError", "jwt.InvalidTokenError", "jwt.ExpiredSignatureError"),
    "jose": ("jose.jwt", "jose.JWTError", "jose.jws", "jose.jwk"),
    "dotenv": ("dotenv.load_dotenv", "dotenv.dotenv_values", "dotenv.find_dotenv"),
}


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for wrong, right in RIGHT.items():
        declared = [item for item in project.stack.declared(wrong) if not item.url]
        if not declared or project.provides(right):
            continue
        use = next(_uses(project, wrong), None)
        if use is not None:
            yield Finding(
                f"{wrong} is another package than the one the program uses: that is {right}",
                declared[0].location,
                f"{right} is meant",
                f"replace {wrong} by {right}; uninstall {wrong} first",
                (use.related("used here"),),
                fix=renamed(project, declared[0], right),
            )


def renamed(project: Project, requirement: Requirement, right: str) -> Fix | None:
    """The right name without a version: that of the wrong package says nothing."""
    edits = respecified(project, requirement, right, "") if not project.stack.has_lock else ()
    return Fix(f"replace it by {right}", edits, safe=True) if edits else None


def _uses(project: Project, wrong: str) -> Iterator[Place]:
    if wrong == "multipart":
        if any(True for _ in project.imports("multipart")):
            return
        for _, routes in project.endpoints():
            yield from (found for found in routes[0].parameters if found.source in {"form", "file"})
        return
    yield from (place for _, place in project.imports(*NAMES[wrong]))
    yield from project.references(*NAMES[wrong])
