"""Every request is redirected to HTTPS for ever

TLS ends at the proxy, and the proxy speaks HTTP with the application: `HTTPSRedirectMiddleware` sees `http` and
redirects to the address that the client just asked for. `X-Forwarded-Proto: https` changes that only where the server
trusts the proxy's address, and by default uvicorn and gunicorn trust their own machine, which a proxy in another
container is not.

Bad:

```python
from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)
```

```text nginx.conf
server {
  listen 443 ssl;
  location / {
    proxy_pass http://api:8000;
    proxy_set_header X-Forwarded-Proto $scheme;
  }
}
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
from fastapi import FastAPI
from fastapi.middleware.httpsredirect import HTTPSRedirectMiddleware

app = FastAPI()
app.add_middleware(HTTPSRedirectMiddleware)
```

```text nginx.conf
server {
  listen 443 ssl;
  location / {
    proxy_pass http://api:8000;
    proxy_set_header X-Forwarded-Proto $scheme;
  }
}
```

```yaml compose.yaml
services:
  proxy:
    image: nginx
  api:
    build: .
    command: uvicorn main:app --host 0.0.0.0 --forwarded-allow-ips 172.16.0.0/12
```

Or leave the redirect to the proxy. A proxy is one that the repository configures for the service (nginx, Caddy,
Traefik's labels), or that of Fly, Render and Railway. Heroku's buildpack sets FORWARDED_ALLOW_IPS by itself.

Not reported: servers whose trusted addresses a variable or a file that cannot be read decides, and applications that
add uvicorn's ProxyHeadersMiddleware themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.finding import Location, Related
from fastdoctor.stack.commands.traffic import disbelieves

if TYPE_CHECKING:
    from fastdoctor.project import Project

REDIRECT = "starlette.middleware.httpsredirect.HTTPSRedirectMiddleware"
TRUSTING = "uvicorn.middleware.proxy_headers.ProxyHeadersMiddleware"
TLS_IN_FRONT = ("fly.toml", "render.yaml", "render.yml", "railway.toml", "railway.json")


@rule(severity="warning")
def check(project: Project) -> Iterator[Finding]:
    fronts = list(disbelieved(project))
    if not fronts or any(True for _ in project.middleware(TRUSTING)):
        return
    for middleware in project.middleware(REDIRECT):
        front, command = fronts[0]
        yield middleware.finding(
            "behind this proxy every request is redirected to HTTPS for ever: the server does not trust its headers",
            "sees http whatever the client used",
            "start the server with --forwarded-allow-ips and the proxy's network, or let the proxy redirect",
            [Related(front, "the proxy"), Related(command, "started without trust in it")],
        )


def disbelieved(project: Project) -> Iterator[tuple[Location, Location]]:
    """The proxies in front of servers that do not believe them: where each stands, and where the server starts."""
    for command in project.start_commands:
        if command.development or not disbelieves(command):
            continue
        for proxy in project.stack.proxies:
            if proxy.upstream == command.service:
                yield proxy.location, command.location
        if command.origin == "platform" and command.location.path.endswith(TLS_IN_FRONT):
            yield command.location, command.location
