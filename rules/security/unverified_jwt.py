"""A token is believed without verifying its signature

Anybody can write a JSON Web Token. With `verify_signature` off, with the algorithm `none`, or read by
`get_unverified_claims`, a token says whatever its sender likes, `"sub": "admin"` included. python-jose without
`algorithms` lets the token choose its own algorithm (PyJWT refuses such a call).

Bad:

```python
import jwt
from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/me")
def read_me(token: str = Header()):
    return jwt.decode(token, options={"verify_signature": False})
```

Good:

```python
import os

import jwt
from fastapi import FastAPI, Header

app = FastAPI()


@app.get("/me")
def read_me(token: str = Header()):
    return jwt.decode(token, os.environ["KEY"], algorithms=["HS256"])
```

Not reported: reading claims of a token that the function also hands to something that can verify it, tokens that came
from an identity provider instead of the request, routes whose own dependency has let the request pass, functions that
serve no request, and modules of your own named jwt.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.project.tokens import is_trusted_from_request

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call

HELP = "verify the token: decode(token, key, algorithms=[...])"


@rule(severity="error", cwe=347)
def check(project: Project) -> Iterator[Finding]:
    for call in project.calls("jwt.decode", "jose.jwt.decode"):
        options, algorithms = call["options"], call.argument("algorithms", 2)
        if options is not None and options.entry("verify_signature") is False:
            if is_trusted_from_request(project, call):
                yield options.finding("a token from the request is believed unverified", "verification is off", HELP)
        elif algorithms is not None and algorithms.contains("none"):
            yield algorithms.finding("tokens without any signature are accepted", "no signature needed", HELP)
        elif call.callee.is_named("jose.jwt.decode") and lets_token_choose(call):
            yield call.callee.finding(
                "python-jose lets the token choose its algorithm where none is given", "no algorithms", HELP
            )
    for call in project.calls("jose.jwt.get_unverified_claims"):
        if is_trusted_from_request(project, call):
            yield call.callee.finding("claims from the request are believed unverified", "verifies nothing", HELP)


def lets_token_choose(call: Call) -> bool:
    algorithms = call.argument("algorithms", 2)
    return not call.is_loose and (algorithms is None or algorithms.equals(None))
