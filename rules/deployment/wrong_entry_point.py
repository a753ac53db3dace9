"""The start command names an application that does not exist

The server imports the module and looks the attribute up: a module that is not there, or an attribute that the module
does not have, stops it at start with `Error loading ASGI app`. `fastapi run` takes a file or a package and finds a
FastAPI object in it, not a factory.

Bad:

```python app/main.py
from fastapi import FastAPI

application = FastAPI()
```

```text Procfile
web: uvicorn app.main:app
```

Good:

```python app/main.py
from fastapi import FastAPI

application = FastAPI()
```

```text Procfile
web: uvicorn app.main:application
```

Not reported: targets in variables, modules of installed packages, and modules whose names the source does not prove.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project


@rule(severity="error")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        problem = project.missing_target(command)
        if problem:
            yield command.finding(
                f"{command.server} cannot start {command.target}: {problem}",
                "target",
                "not found",
                "name the module and the variable that holds the application",
            )
