"""`regex=` of a parameter is deprecated in favour of `pattern=`

FastAPI 0.100 took over the name that Pydantic 2 and JSON Schema have for it. `regex=` still works and warns at every
start; with Pydantic's own `Field` it already raises.

Bad:

```python
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def search(order: str = Query("name", regex="^(name|price)$")) -> str:
    return order
```

```text requirements.txt
fastapi==0.128.0
```

Good:

```python
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/items")
def search(order: str = Query("name", pattern="^(name|price)$")) -> str:
    return order
```

```text requirements.txt
fastapi==0.128.0
```

Applies to: FastAPI 0.100 and later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.editing import renamed_keyword

if TYPE_CHECKING:
    from fastdoctor.project import Project

PARAMETERS = tuple(f"fastapi.{name}" for name in ("Query", "Path", "Header", "Cookie", "Body", "Form", "File"))


@rule(severity="warning", fix="safe", applies="fastapi>=0.100")
def check(project: Project) -> Iterator[Finding]:
    for call in project.calls(*PARAMETERS):
        if "regex" in call.keywords:
            edits = renamed_keyword(call.run, call.site.path, call.node, "regex", "pattern")
            yield call.keyword_place("regex").finding(
                "regex= is deprecated since FastAPI 0.100",
                "deprecated",
                "write pattern= instead",
                fix=Fix("write pattern", edits, safe=True) if "pattern" not in call.keywords else None,
            )
