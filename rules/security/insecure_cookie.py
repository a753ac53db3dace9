"""A cookie that logs its owner in is set without `httponly` or `secure`

`set_cookie` sets neither unless told to, and SessionMiddleware sends its cookie over plain HTTP unless told otherwise.
Without HttpOnly every script on the page can read the token, so one cross-site scripting hole is a stolen session.
Without Secure the token travels over `http://` for everyone on the way to read. (SameSite is `lax` by default.)

Bad:

```python
from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("access_token", "secret")
```

Good:

```python
from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("access_token", "secret", httponly=True, secure=True)
```

Not reported: values that come from elsewhere (`secure=settings.secure_cookies`, `**options`), deleted cookies, cookies
against request forgery, which scripts must read, mere flags (`"true"`), and cookies whose name speaks of no login.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.routes import Middleware

RESPONSES = ("Response", "JSONResponse", "HTMLResponse", "PlainTextResponse", "RedirectResponse", "StreamingResponse")
FLAGS = {"secure": 6, "httponly": 7}
LOGIN = re.compile(r"(?i)session|token|auth|jwt|(^|[_-])sid($|[_-])|remember_?me|refresh")
READ_BY_SCRIPTS = re.compile(r"(?i)csrf|xsrf|state|nonce")


@rule(severity="warning", cwe=614, fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    names = [f"starlette.responses.{name}.set_cookie" for name in RESPONSES]
    for call in project.calls(*names, "fastapi.responses.ORJSONResponse.set_cookie"):
        missing = missing_flags(call)
        name = call.argument("key", 0)
        if missing and name is not None and is_login(name.constant):
            yield call.callee.finding(
                f"cookie {name.constant!r} is set without {' and '.join(missing)}",
                label="readable by scripts" if "httponly" in missing else "sent over plain HTTP",
                help=f"add {', '.join(f'{flag}=True' for flag in missing)}",
                fix=with_flags(call, missing),
            )
    for session in project.middleware("starlette.middleware.sessions.SessionMiddleware"):
        if session["https_only"] is None and not session.is_loose:
            yield session.finding(
                "the session cookie is also sent over plain HTTP",
                label="no https_only",
                help="add https_only=True, or take it from the settings for development",
                fix=with_flags(session, ["https_only"]),
            )


def with_flags(call: Call | Middleware, flags: list[str]) -> Fix | None:
    """The call with all these flags set, None where some are written already."""
    edits = call.with_keyword(", ".join(f"{flag}=True" for flag in flags))
    return Fix(f"set {' and '.join(flags)}", edits, safe=False) if edits and not given(call, flags) else None


def given(call: Call | Middleware, flags: list[str]) -> bool:
    return any(call.argument(flag, FLAGS.get(flag)) is not None for flag in flags)


def missing_flags(call: Call) -> list[str]:
    """The flags that are surely not set; [] for a call that may set more than is written, or that deletes."""
    lifetime = call.argument("max_age", 2)
    if call.is_loose or is_flag(call) or (lifetime is not None and lifetime.equals(0)):
        return []
    given = {flag: call.argument(flag, position) for flag, position in FLAGS.items()}
    return sorted(flag for flag, value in given.items() if value is None or value.text == "False")


def is_flag(call: Call) -> bool:
    value = call.argument("value", 1)
    return value is not None and str(value.constant).lower() in {"true", "false", "on", "off", "yes", "no", "1", "0"}


def is_login(name: object) -> bool:
    return isinstance(name, str) and LOGIN.search(name) is not None and READ_BY_SCRIPTS.search(name) is None
