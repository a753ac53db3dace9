"""This package has a successor and is hardly maintained any more

Hardly anybody closes its holes or makes it run on the next Python, Starlette or Pydantic. FastAPI's own documentation
moved from python-jose to PyJWT in 2024 (python-jose brings ecdsa along, whose CVE-2024-23342 stays open) and from
passlib, last released in 2020, to pwdlib in 2025; aioredis became a part of redis; fastapi-slim is an empty shell since
0.129.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
aioredis==2.0.1
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
redis==5.2.1
```

With HS256, `jose.jwt` and `jwt` differ little; encrypted tokens (JWE) need joserfc.

Not reported: packages that only another package brings along, and base images (end-of-life-image tells of them).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project

PACKAGES = {
    "aioredis": ("aioredis became a part of redis in 2022", "use redis.asyncio from redis"),
    "fastapi-jwt-auth": ("fastapi-jwt-auth was last released in 2020", "use PyJWT with a dependency of your own"),
    "fastapi-slim": ("fastapi-slim is an empty shell since 0.129", "replace it by fastapi"),
    "passlib": (
        "passlib was last released in 2020: it fails with bcrypt 5, and it needs a module that Python 3.13 lacks",
        "use pwdlib",
    ),
    "python-jose": (
        "python-jose brings ecdsa along, whose hole nobody will close; FastAPI's documentation left it for PyJWT",
        "use PyJWT, or joserfc for encrypted tokens",
    ),
    "starlette-csrf": ("starlette-csrf was last released in 2023", "use asgi-csrf or fastapi-csrf-protect"),
}


@rule(severity="note", tier="strict", proof="how a package is maintained, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    for name, (reason, successor) in PACKAGES.items():
        for requirement in project.stack.declared(name)[:1]:
            yield Finding(reason, requirement.location, "has a successor", successor)
