"""The key that signs or encrypts stands in the source

Whoever has read the source, or guesses the fallback, signs tokens and session cookies that the application accepts:
every account is open. A fallback (`os.getenv("SECRET_KEY", "changeme")`, a default in a settings class) is the same
hole: a deployment that forgets the variable starts without a word.

Bad:

```python
import jwt
from fastapi import FastAPI

SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"
app = FastAPI()


@app.post("/token")
def login() -> str:
    return jwt.encode({"sub": "ann"}, SECRET_KEY, algorithm="HS256")
```

Good:

```python
import os

import jwt
from fastapi import FastAPI

SECRET_KEY = os.environ["SECRET_KEY"]
app = FastAPI()


@app.post("/token")
def login() -> str:
    return jwt.encode({"sub": "ann"}, SECRET_KEY, algorithm="HS256")
```

A constant counts by what it is used for, not by its name: as the key of PyJWT, python-jose, SessionMiddleware,
itsdangerous, Fernet or a fastapi-users strategy.

Not reported: public keys, keys of unverified decoding, placeholders that the program compares with and so can refuse,
what a template fills in (`"{{ secret }}"`), values under a test for the environment, and tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.project.branches import is_of_one_environment
from fastdoctor.project.literals import is_compared, literals

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.expressions import Expression

KEYS = {
    "jwt.encode": ("key", 1),
    "jwt.decode": ("key", 1),
    "jose.jwt.encode": ("key", 1),
    "jose.jwt.decode": ("key", 1),
    "itsdangerous.Signer": ("secret_key", 0),
    "itsdangerous.TimestampSigner": ("secret_key", 0),
    "itsdangerous.Serializer": ("secret_key", 0),
    "itsdangerous.URLSafeSerializer": ("secret_key", 0),
    "itsdangerous.URLSafeTimedSerializer": ("secret_key", 0),
    "cryptography.fernet.Fernet": ("key", 0),
    "fastapi_users.authentication.JWTStrategy": ("secret", 0),
}
NO_SECRET = re.compile(rb"BEGIN|\{\{.*\}\}|\{%.*%\}")
"""A key in PEM, which may be a public one, and what a project template replaces."""
SESSION = "starlette.middleware.sessions.SessionMiddleware"


@rule(severity="error", cwe=798)
def check(project: Project) -> Iterator[Finding]:
    uses: dict[str | bytes, Expression] = {}
    for key in keys(project):
        value = key.constant
        if isinstance(value, (str, bytes)) and value and not NO_SECRET.search(as_bytes(value)):
            uses.setdefault(value, key)
    for value, use in uses.items():
        written = list(literals(project, value))
        if not written or is_compared(project, value) or any(map(is_of_one_environment, written)):
            continue
        beside = [found for found in written if found.site.path == use.site.path] or written
        place = beside[0] if len(beside) == 1 else use
        yield place.finding(
            "this constant is a key that signs or encrypts: whoever knows the source can forge what it protects",
            label="a key in the source",
            help="read it from the environment without a default, and replace this one: it is known",
            related=[] if place.location == use.location else [use.related("used as a key here")],
        )


def keys(project: Project) -> Iterator[Expression]:
    """What is given as a key, in the order of the source."""
    for call in project.calls(*KEYS):
        name, position = next((KEYS[name] for name in call.callee.names if name in KEYS), ("key", 1))
        key = call.argument(name, position)
        if key is not None and is_symmetric(call):
            yield key
    for session in project.middleware(SESSION):
        key = session.argument("secret_key", 0)
        if key is not None:
            yield key


def is_symmetric(call: Call) -> bool:
    """Whether the key may be a secret: not for unverified decoding, and not where only public keys verify."""
    algorithms = call["algorithms"]
    verified = call["options"] is None or "verify_signature" not in call["options"].text
    return verified and (
        algorithms is None
        or not algorithms.constants
        or any(str(name).startswith("HS") for name in algorithms.constants)
    )


def as_bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode("utf-8", "replace")
