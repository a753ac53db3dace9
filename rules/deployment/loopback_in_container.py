"""The server in this container listens to the container only

127.0.0.1 inside a container is the container itself: the port that is published, the proxy beside it and the probes
of a cluster reach nothing. uvicorn, gunicorn, hypercorn, granian, daphne and `fastapi dev` bind 127.0.0.1 unless told
otherwise, `uvicorn.run(app)` too; only `fastapi run` binds all addresses by itself.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--port", "80"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]
```

`python main.py` in an image counts by what `uvicorn.run` is given there.

Not reported: addresses from the environment, sockets, services in the host's network, containers that also run a
proxy (nginx, caddy, ...), and what is for development.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.command_edits import with_value
from fastdoctor.project.containers import written
from fastdoctor.stack.commands.containers import stage_of

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}
PROXY = re.compile(r"\b(?:nginx|caddy|haproxy|envoy|traefik|apache2|httpd|supervisord?|cloudflared|ngrok|s6-overlay)\b")


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        if (
            command.host in LOOPBACK
            and command.is_deployed
            and command.in_container
            and "host" not in command.configurable
            and not has_company(project, command)
        ):
            option = "host" if command.states("host") else "bind"
            found = command.finding(
                f"{command.server} listens to {command.host}, which only this container reaches",
                option,
                "this container only" if command.states(option) else f"{command.host} where no host is given",
                "give it the host 0.0.0.0",
            )
            edits = with_value(project, command, "host", command.host or "", "0.0.0.0")
            yield found.with_fix(Fix("listen to all addresses", edits, safe=True) if edits else None)


def has_company(project: Project, command: StartCommand) -> bool:
    """Whether something else that runs in the same container or network may be what listens to the world."""
    stage = stage_of(project.stack.images, command)
    said = [item.text for item in stage.instructions] if stage is not None else []
    if command.kind == "script":
        said.append(written(project, command.location.path))
    return any(map(PROXY.search, said)) or bool(stage and PROXY.search(stage.base)) or command.shares_network
