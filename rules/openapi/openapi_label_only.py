"""`app.openapi_version` changes the label of the schema, not the schema

Since 0.99 FastAPI writes OpenAPI 3.1. With the attribute set to a 3.0 version the document says 3.0 and still holds
what only 3.1 has (`{"type": "null"}` for optional values, numeric `exclusiveMinimum`, `examples` in schemas): it is not
valid OpenAPI 3.0, and generators and gateways that trust the label fail or drop fields.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
app.openapi_version = "3.0.2"
```

```text requirements.txt
fastapi==0.128.0
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
```

A consumer that needs OpenAPI 3.0 needs a converted document: write it out with `app.openapi()` and convert it with a
tool.

Applies to: FastAPI 0.99 and later with Pydantic 2.

Not reported: projects that replace `app.openapi` by a function of their own, which may convert.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="warning", applies="fastapi>=0.99; pydantic>=2")
def check(project: Project) -> Iterator[Finding]:
    if any(True for _ in project.attribute_assignments("openapi")):
        return
    for owner, version, place in project.attribute_assignments("openapi_version"):
        if "fastapi.FastAPI" in owner.types and str(version.constant).startswith("3.0"):
            yield place.finding(
                f"the schema says {version.constant} but stays OpenAPI 3.1",
                label="changes only the label",
                help="remove it and convert the document for consumers that need 3.0",
            )
