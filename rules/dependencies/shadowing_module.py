"""A file of the project hides the package of the same name

Python looks beside the started program before it looks among the installed packages. A file `fastapi.py`, `jwt.py` or
`redis.py` there is imported in the package's place, also by FastAPI itself and by every other package:
`ImportError: cannot import name 'FastAPI' from 'fastapi'`, `AttributeError: module 'jwt' has no attribute 'encode'`.

Bad:

```python main.py
from fastapi import FastAPI

app = FastAPI()
```

```python fastapi.py
print("trying FastAPI out")
```

Good:

```python main.py
from fastapi import FastAPI

app = FastAPI()
```

```python trying_fastapi.py
print("trying FastAPI out")
```

Rename the file, and delete what Python compiled of it (`__pycache__`).

Not reported: modules inside of packages (`app/jwt.py`), files that nobody imports by that name, and files that have
what is imported from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Location, rule
from fastdoctor.project.hidden import hidden_packages

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="error")
def check(project: Project) -> Iterator[Finding]:
    for hidden in hidden_packages(project):
        yield Finding(
            f"this file is imported in the place of the package {hidden.package}",
            Location(hidden.path),
            f"hides {hidden.package}",
            "rename it",
            (hidden.use.related(f"gets it here, without {hidden.missing}"),),
        )
