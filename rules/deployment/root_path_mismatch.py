"""The application does not know the path that stands in front of it

A proxy that serves the application below a path and takes that path off (`location /api/ { proxy_pass http://api/;
}`, `handle_path`, Traefik's StripPrefix) leaves it with routes that work and links that do not: `/docs` asks for
`/openapi.json` at the root (`Failed to load API definition`), and redirects lose the path. The server is told with
`--root-path` (uvicorn, `fastapi run`). `FastAPI(root_path=...)` does the same and is deprecated since 0.146.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text nginx.conf
server {
  location /api/ {
    proxy_pass http://api:8000/;
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

app = FastAPI()
```

```text nginx.conf
server {
  location /api/ {
    proxy_pass http://api:8000/;
  }
}
```

```yaml compose.yaml
services:
  proxy:
    image: nginx
  api:
    build: .
    command: uvicorn main:app --host 0.0.0.0 --root-path /api
```

Not reported: proxies that pass the path on, applications without OpenAPI document, and a root path that a variable
gives.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule
from fastdoctor.finding import Related

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand


@rule(severity="note", tier="strict")
def check(project: Project) -> Iterator[Finding]:
    if project.satisfies("fastapi>=0.146"):
        for application in project.applications:
            given = application["root_path"]
            if given is not None:
                yield given.finding(
                    "root_path of the application is deprecated since FastAPI 0.146",
                    "said by the application itself",
                    "tell the server: --root-path",
                )
    for command in project.start_commands:
        for proxy in project.stack.proxies:
            behind = proxy.strips and proxy.upstream == command.service and not command.development
            if behind and not is_told(project, command):
                yield Finding(
                    f"{proxy.kind} takes {proxy.prefix} off, and nothing tells the application: /docs is broken",
                    command.location,
                    "no root path",
                    f"start the server with --root-path {proxy.prefix.rstrip('/')}",
                    (Related(proxy.location, "takes the path off"),),
                )


def is_told(project: Project, command: StartCommand) -> bool:
    """Whether anything gives a root path, or nobody needs one: no application has an OpenAPI document."""
    if command.root_path is not None or "root-path" in {*command.options, *command.configurable}:
        return True
    hidden = [found["openapi_url"] for found in project.applications]
    documented = any(url is None or not url.is_false for url in hidden)
    return not documented or any(found["root_path"] is not None for found in project.applications)
