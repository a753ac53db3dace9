"""Any website may call this API with its visitor's cookies

`allow_credentials=True` together with the origin `"*"`, or with a regex that matches every origin, does not make
browsers refuse the answer, as is often said. Starlette answers with the origin of the caller and
`Access-Control-Allow-Credentials: true` (always from Starlette 1.0, before that on preflights and for requests with a
cookie). Every website can then read and change what its visitor may.

Bad:

```python
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
)
```

Good:

```python
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
)
```

An API that is called with a bearer token and no cookie needs no credentials: leave `allow_credentials` out.

Not reported: `"*"` without credentials, which is right for a public API, and middleware that is only added under a test
for the environment (`if settings.debug:`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.branches import is_of_one_environment

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.routes import Middleware

ANY_ORIGIN = "https://any.website.example"


@rule(severity="error", cwe=942, fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    for cors in project.middleware("starlette.middleware.cors.CORSMiddleware"):
        credentials = cors["allow_credentials"]
        if credentials is None or not credentials.is_true or is_of_one_environment(cors):
            continue
        origins, pattern = cors["allow_origins"], cors["allow_origin_regex"]
        for given in (origins, pattern):
            if given is not None and (given.contains("*") or matches_anything(given.constant)):
                yield given.finding(
                    "any website may call this API with the cookies of its visitor",
                    label="reflects the origin of whoever calls",
                    help="list the origins of your own front ends, or drop allow_credentials",
                    related=[credentials.related("credentials allowed here")],
                    fix=without_credentials(cors),
                )


def without_credentials(cors: Middleware) -> Fix | None:
    edits = cors.without_keyword("allow_credentials")
    return Fix("allow no credentials", edits, safe=False) if edits else None


def matches_anything(pattern: object) -> bool:
    if not isinstance(pattern, str):
        return False
    try:
        return re.fullmatch(pattern, ANY_ORIGIN) is not None and re.fullmatch(pattern, "null") is not None
    except re.error:
        return False
