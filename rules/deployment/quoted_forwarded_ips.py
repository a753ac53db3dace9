"""The quotes are a part of the trusted addresses: no proxy is trusted

No shell takes the quotes off in the JSON form of a Dockerfile, in a list of arguments, or in `- NAME="value"` of a
compose file. The server compares the proxy's address with `'10.0.0.1'`, quotes included, never finds it, and drops
`X-Forwarded-For` and `X-Forwarded-Proto`: every client has the proxy's address, links and redirects say `http`.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--forwarded-allow-ips='10.0.0.1'"]
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--forwarded-allow-ips=10.0.0.1"]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.command_edits import with_value

if TYPE_CHECKING:
    from fastdoctor.project import Project

QUOTES = ("'", '"')


@rule(severity="error", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        allowed = (command.forwarded_allow_ips or "").strip()
        if allowed.startswith(QUOTES) or allowed.endswith(QUOTES):
            found = command.finding(
                f"the quotes are a part of the address {allowed}, which no proxy has",
                "forwarded-allow-ips",
                "no shell takes these quotes off",
                "write it without quotes",
            )
            plain = allowed.strip("".join(QUOTES))
            # without quotes a star trusts everybody, which only people can want
            edits = with_value(project, command, "forwarded-allow-ips", allowed, plain) if plain != "*" else ()
            yield found.with_fix(Fix("take the quotes off", edits, safe=True) if edits else None)
