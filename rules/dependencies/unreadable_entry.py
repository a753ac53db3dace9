"""This part of a manifest, lock or deployment file cannot be read

What stands here is not valid in its format: a requirement that no installer takes, a merge that was left half done,
TOML or YAML that does not parse. The rest of the file is used; what this part would have said about versions, servers
or settings is unknown, and rules that need it stay silent.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
uvicorn ~> 0.40
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```text requirements.txt
fastapi==0.128.0
uvicorn~=0.40
```

Not reported: requirements files that are no UTF-8; unreadable-requirements tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="warning", proof="what a file says, nothing that a program does")
def check(project: Project) -> Iterator[Finding]:
    not_text = {found.path for found in project.stack.encodings}
    for problem in project.stack.problems:
        if problem.location.path in not_text:
            continue  # unreadable-requirements tells of it
        yield Finding(problem.message, problem.location, "cannot be read", "correct it; the rest of the file was used")
