"""Whoever calls may say which address they call from

With `--forwarded-allow-ips=*` uvicorn believes `X-Forwarded-For` from everybody and takes the left-most address, the
one that the client wrote itself. Rate limits, allow-lists and logs by client address can then be fooled with a
header. By default only the same machine is trusted (`--proxy-headers` is on anyway).

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text Procfile
web: uvicorn main:app --host 0.0.0.0 --forwarded-allow-ips='*'
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text Procfile
web: uvicorn main:app --host 0.0.0.0 --forwarded-allow-ips=10.0.0.0/8
```

Name the address of your proxy; networks are understood since uvicorn 0.31. Where nobody but the proxy can reach the
port, `*` does no harm: say so with a suppression.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="warning", cwe=348)
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        allowed = (command.forwarded_allow_ips or "").split(",")
        if "*" in {address.strip() for address in allowed} and not command.development:
            yield command.finding(
                "every caller may choose the client address that the application sees",
                "forwarded-allow-ips",
                "trusts everybody",
                "name the address or network of the proxy",
            )
