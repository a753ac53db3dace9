"""A tool in this repository reads OpenAPI 3.0, and the application writes 3.1

FastAPI writes OpenAPI 3.1 since 0.99 (not since 0.100, as is often said), and no argument turns that back: numeric
`exclusiveMinimum`, `anyOf` with `{"type": "null"}` and `const` mean nothing to a reader of 3.0. Generators from
before 3.1 stop, or make clients with wrong types and without a word.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
```

```json frontend/package.json
{
  "devDependencies": {
    "openapi-typescript": "^5.4.1"
  }
}
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
```

```json frontend/package.json
{
  "devDependencies": {
    "openapi-typescript": "^7.4.0"
  }
}
```

Known readers of 3.0 only: openapi-typescript before 6, openapi-generator before 7, swagger-codegen 2, Orval before
6.11.

Applies to: FastAPI 0.99 and later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project

READERS = {"openapi-typescript": (6,), "orval": (6, 11), "swagger-codegen": (3,), "openapi-generator": (7,)}


@rule(severity="warning", applies="fastapi>=0.99")
def check(project: Project) -> Iterator[Finding]:
    for tool in project.openapi_tools if project.applications else ():
        needed = READERS.get(tool.name)
        if needed is not None and tool.version is not None and tool.version < needed:
            version = ".".join(str(part) for part in tool.version)
            yield Finding(
                f"{tool.name} {version} reads OpenAPI 3.0, FastAPI writes 3.1",
                tool.location,
                "reads 3.0 only",
                f"upgrade {tool.name} to {'.'.join(str(part) for part in needed)} or later",
            )
