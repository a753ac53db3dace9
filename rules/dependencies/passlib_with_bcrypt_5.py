"""passlib cannot hash passwords with the bcrypt that gets installed

passlib was last released in 2020. Since bcrypt 5.0 every `hash` and `verify` of its bcrypt scheme raises `ValueError:
password cannot be longer than 72 bytes`, even for "pw": sign-up and login answer 500. With bcrypt 4.1 to 4.3 it works
and logs a traceback about `__about__`. `pwdlib` is what FastAPI's documentation uses today.

Bad:

```python
from fastapi import FastAPI
from passlib.context import CryptContext

app = FastAPI()
passwords = CryptContext(schemes=["bcrypt"], deprecated="auto")
```

```text requirements.txt
fastapi==0.128.0
passlib==1.7.4
bcrypt==5.0.0
```

Good:

```python
from fastapi import FastAPI
from pwdlib import PasswordHash

app = FastAPI()
passwords = PasswordHash.recommended()
```

```text requirements.txt
fastapi==0.128.0
pwdlib[argon2]==0.2.1
```

As a stop-gap `bcrypt<4.1` keeps existing code alive.

Not reported: passlib that hashes with other schemes (with the first one, where no default is named), bcrypt used
directly, the maintained fork libpass.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.knowledge import releases, spans
from fastdoctor.project.manifests import added, respecified

if TYPE_CHECKING:
    from fastdoctor import Location
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Place

HASHES = ("passlib.hash.bcrypt", "passlib.hash.bcrypt_sha256", "passlib.hash.django_bcrypt")


@rule(severity="error", fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    use = next(_uses(project), None)
    version, location = _bcrypt(project)
    if use is None or location is None or not project.provides("passlib") or project.provides("libpass"):
        return
    found = spans.version(version)
    if found.major >= 5:
        message, label = f"passlib cannot hash with bcrypt {version}: every call raises", "breaks passlib"
    elif (found.major, found.minor) >= (4, 1):
        message = f"passlib logs a traceback with bcrypt {version}, and breaks with 5.0"
        label = "too new for passlib"
    else:
        return
    yield Finding(
        message,
        location,
        label,
        "move to pwdlib[argon2]; bcrypt<4.1 is a stop-gap",
        (use.related("hashes here"),),
        "error" if found.major >= 5 else "warning",
        held_back(project),
    )


def held_back(project: Project) -> Fix | None:
    """The newest bcrypt that passlib works with: named where it is declared, else beside passlib; a pin stays one."""
    declared = [item for item in project.stack.declared("bcrypt") if not item.constraint]
    if project.stack.has_lock:
        return None
    beside = declared or project.stack.declared("passlib")
    newest = releases.newest("bcrypt", "<4.1")
    pinned = newest is not None and any(item.specifier.startswith("==") for item in beside[:1])
    wanted = f"=={newest}" if pinned else "<4.1"
    edits = (
        respecified(project, declared[0], "bcrypt", wanted)
        if declared
        else added(project, f"bcrypt{wanted}", ("passlib",))
    )
    return Fix("hold bcrypt back below 4.1", edits, safe=False) if edits else None


def _bcrypt(project: Project) -> tuple[str, Location | None]:
    """The bcrypt that will be installed: resolved, or the newest one, which passlib's unpinned extra brings along."""
    found = project.stack.resolved("bcrypt")
    if found is not None:
        return found.version, found.location
    for requirement in project.stack.declared("passlib"):
        newest = releases.newest("bcrypt")
        if "bcrypt" in requirement.extras and newest is not None and not project.stack.has_lock:
            return newest, requirement.location
    return "0.0", None


def _uses(project: Project) -> Iterator[Place]:
    for call in project.calls("passlib.context.CryptContext", "passlib.apps.CryptContext"):
        schemes = call.argument("schemes", 0)
        default = call["default"]
        if (
            schemes is not None
            and default is None
            and (schemes.constants[:1] == ("bcrypt",) or schemes.equals("bcrypt"))
        ):
            yield schemes
        if default is not None and default.equals("bcrypt"):
            yield default
    yield from project.references(*HASHES)
    yield from (place for _, place in project.imports(*HASHES))
