"""`fastapi[all]` no longer brings the package that this response class needs

Up to FastAPI 0.130 the extra `all` installed orjson and ujson. From 0.131 it does not: `ORJSONResponse` and
`UJSONResponse` then raise when they are used. Both are deprecated since: with a declared return type FastAPI serializes
faster through Pydantic.

Bad:

```python
from fastapi import FastAPI
from fastapi.responses import ORJSONResponse

app = FastAPI(default_response_class=ORJSONResponse)
```

```text requirements.txt
fastapi[all]==0.131.0
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi[all]==0.131.0
```

A project that keeps the class declares orjson itself.

Applies to: FastAPI 0.131 and later.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, Related, rule
from fastdoctor.project.manifests import added

if TYPE_CHECKING:
    from fastdoctor.project import Project

CLASSES = {"fastapi.responses.ORJSONResponse": "orjson", "fastapi.responses.UJSONResponse": "ujson"}


@rule(severity="error", fix="unsafe", applies="fastapi>=0.131")
def check(project: Project) -> Iterator[Finding]:
    extra = next((item for item in project.stack.declared("fastapi") if "all" in item.extras), None)
    for name, package in CLASSES.items():
        use = next((place for _, place in project.imports(name)), None)
        if extra is not None and use is not None and project.provides(package) is False:
            yield use.finding(
                f"{name.rpartition('.')[2]} needs {package}, which fastapi[all] no longer brings along",
                f"needs {package}",
                f"drop the class: a return type is faster; or add {package} to the requirements",
                related=[Related(extra.location, "without it from 0.131")],
                fix=Fix(f"add {package}", edits, safe=False) if (edits := added(project, package)) else None,
            )
