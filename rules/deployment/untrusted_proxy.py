"""The application asks for the client, and the server drops what the proxy says of it

A proxy in front of the server puts the client's address and the scheme into `X-Forwarded-*` headers. uvicorn and
gunicorn read them from their own machine only, unless told otherwise: `request.client` is then the proxy for every
client (one limit for all, one address in the logs), and `request.url_for` and `base_url` say `http` and the inner
name.

Bad:

```python
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/")
def read(request: Request) -> str:
    return request.client.host
```

```text nginx.conf
server { location / { proxy_pass http://api:8000; } }
```

```yaml compose.yaml
services:
  proxy:
    image: nginx
  api:
    build: .
    command: uvicorn main:app --host 0.0.0.0
```

Good:

```python
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/")
def read(request: Request) -> str:
    return request.client.host
```

```text nginx.conf
server { location / { proxy_pass http://api:8000; } }
```

```yaml compose.yaml
services:
  proxy:
    image: nginx
  api:
    build: .
    command: uvicorn main:app --host 0.0.0.0 --forwarded-allow-ips 172.16.0.0/12
```

A proxy is one that the repository configures for the service: nginx, Caddy, Traefik's labels. Networks are understood
since uvicorn 0.31.

Not reported: servers whose trusted addresses a variable or a file that cannot be read decides, and applications that
add uvicorn's ProxyHeadersMiddleware themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.finding import Related
from fastdoctor.stack.commands.traffic import disbelieves

if TYPE_CHECKING:
    from fastdoctor.project import Project

TRUSTING = "uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware"
NEEDS = (
    "starlette.requests.Request.client",
    "starlette.requests.Request.base_url",
    "starlette.requests.Request.url_for",
    "starlette.websockets.WebSocket.client",
    "slowapi.util.get_remote_address",
)


@rule(severity="warning", tier="strict")
def check(project: Project) -> Iterator[Finding]:
    if any(True for _ in project.middleware(TRUSTING)):
        return
    for command in project.start_commands:
        proxy = next((found for found in project.stack.proxies if found.upstream == command.service), None)
        if proxy is None or command.development or not disbelieves(command):
            continue
        use = next(project.references(*NEEDS), None)
        if use is not None:
            yield Finding(
                f"this server does not trust the {proxy.kind} in front of it: every client has the proxy's address",
                command.location,
                "trusts its own machine only",
                "give it --forwarded-allow-ips and the proxy's address or network",
                (Related(proxy.location, "the proxy"), use.related("needs what the proxy says")),
            )
