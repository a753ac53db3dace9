"""Answers of this middleware carry no CORS header, because it stands outside CORSMiddleware

Each `add_middleware` and each `@app.middleware("http")` wraps what was added before: the last one added meets a
request first. A middleware that is added after CORSMiddleware and answers by itself (401, 429, a redirect) answers
preflights as well, so the browser refuses the real request; and its answers reach the script as a network error,
without status and body. Whether routes come before or after does not matter.

Bad:

```python
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_headers=["Authorization"])


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)
```

Good:

```python
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)


app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_headers=["Authorization"])
```

In `FastAPI(middleware=[...])` the order is the other way round: the first of the list is the outermost.

Not reported: middleware that only passes requests on (compression, sessions, metrics, tracing), middleware that lets
OPTIONS through, answers to an exception of what it wraps, answers that tell of its own failure (500 in an `except`),
answers below status 400, and applications wrapped as `CORSMiddleware(app, ...)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.names.values import Site
from fastdoctor.project.editing import above_comments, lines_of, replaced_span
from fastdoctor.project.refusals import refusals

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.routes import Middleware

CORS = "starlette.middleware.cors.CORSMiddleware"
ANSWERING = {
    "starlette.middleware.trustedhost.TrustedHostMiddleware": "400",
    "starlette.middleware.httpsredirect.HTTPSRedirectMiddleware": "redirect",
    "starlette.middleware.authentication.AuthenticationMiddleware": "400",
    "slowapi.middleware.SlowAPIMiddleware": "429",
    "slowapi.middleware.SlowAPIASGIMiddleware": "429",
    "ratelimit.RateLimitMiddleware": "429",
    "starlette_csrf.CSRFMiddleware": "403",
    "starlette_csrf.middleware.CSRFMiddleware": "403",
    "fastapi_keycloak_middleware.KeycloakMiddleware": "401",
}

NEEDED = {
    "starlette.middleware.authentication.AuthenticationMiddleware": "starlette.authentication.AuthenticationError"
}
"""What a backend has to raise before the middleware answers at all."""


@rule(severity="warning", fix="unsafe", cwe=942)
def check(project: Project) -> Iterator[Finding]:
    if any(call.argument("app", 0) for call in project.calls(CORS)):
        return
    for application in project.applications:
        stack = application.middleware
        position = next((index for index, found in enumerate(stack) if found.is_of(CORS)), 0)
        for outside in stack[:position]:
            answer = answer_of(project, outside)
            if answer:
                yield outside.finding(
                    f"its answer ({answer}) carries no CORS header: it stands outside CORSMiddleware",
                    label="added later, so it meets requests first",
                    help="add CORSMiddleware last",
                    fix=added_last(stack[position], stack[:position]),
                    related=[stack[position].related("CORSMiddleware is added here")],
                )


def added_last(cors: Middleware, outside: tuple[Middleware, ...]) -> Fix | None:
    """The statement that adds CORSMiddleware, below those that add what stands outside."""
    run, path = cors.run, cors.invocation.path
    moved = lines_of(run, path, cors.site.start)
    others = [lines_of(run, path, one.site.start) if one.invocation.path == path else None for one in outside]
    if moved is None or None in others or "add_middleware" not in cors.text:
        return None
    last = max(other.end for other in others if other is not None)
    text = run.files.text(path)
    if last <= moved.start:
        return None
    start, end = above_comments(text, moved.start), moved.end
    statement = text[start:end]
    blank = re.compile(r"\r?\n").match(text, end)
    alone = blank is not None and text[:start].replace("\r", "").endswith("\n\n")
    if text[:last].rstrip("\n").rpartition("\n")[2].startswith((" ", "\t")):
        statement = f"\n\n{statement}"  # below a function or class
    elif alone:
        statement = f"\n{statement}"
    if blank is not None and alone:
        end = blank.end()
    edits = (replaced_span(run, Site(path, start, end), ""), replaced_span(run, Site(path, last, last), statement))
    return Fix("add CORSMiddleware last", edits, safe=False)


def answer_of(project: Project, middleware: Middleware) -> str:
    """What it answers by itself ("401"); "" where nothing proves that it does."""
    for name, answer in ANSWERING.items():
        if middleware.is_of(name):
            needed = NEEDED.get(name)
            return answer if needed is None or any(project.references(needed)) else ""
    return next((str(answer) for function in middleware.functions for answer in refusals(function)), "")
