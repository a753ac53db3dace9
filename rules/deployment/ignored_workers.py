"""The workers, or the reload, that this server is started with are ignored

uvicorn takes one worker while it reloads: `--workers` beside `--reload` does nothing but log a warning. A server that
is run by hand (`uvicorn.Server(uvicorn.Config(...)).run()`, `hypercorn.asyncio.serve`) never starts another process:
both settings are ignored. And `uvicorn.run(app, workers=4)` with the object in place of its import string does not
start at all: other processes cannot import an object. uvicorn says `You must pass the application as an import
string` and exits with code 3.

Bad:

```python main.py
import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run(app, workers=4)
```

Good:

```python main.py
import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run("main:app", workers=4)
```

Not reported: `reload=settings.debug` and other values that the environment decides, `WEB_CONCURRENCY`, and servers
that reload with several workers (gunicorn, hypercorn's command, granian).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.command_edits import without_flag

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand


@rule(severity="error", fix="unsafe")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        several = command.states("workers") and (command.workers or 0) > 1
        reloads = command.reload and "reload" not in command.configurable
        if command.server not in {"uvicorn", "fastapi", "hypercorn"} or not (several or reloads):
            continue
        option = "workers" if several else "reload"
        if runs_one_process(command):
            yield command.finding(
                f"{option} is ignored: a server that is run in this way is one process",
                option,
                "ignored",
                'use uvicorn.run("module:app", ...), or the command line',
            )
        elif command.as_object and command.server == "uvicorn":
            yield command.finding(
                f"uvicorn exits: with {option} it must import the application, and this is the object itself",
                "target",
                f"no import string, with {option}",
                f'write "{command.target}"' if command.target else "write the import string of the application",
            )
        elif several and reloads and command.server != "hypercorn":
            found = command.finding(
                f"the {command.workers} workers are ignored: uvicorn takes one while it reloads",
                "workers",
                "ignored",
                "drop reload where workers serve, or workers where you reload",
            )
            place = command.locations.get("reload" if command.is_deployed else "workers")
            edits = without_flag(project, place) if place is not None else ()
            yield found.with_fix(Fix("drop the one that does not fit", edits, safe=False) if edits else None)


def runs_one_process(command: StartCommand) -> bool:
    return command.wrapper == "uvicorn.Server" or (command.server == "hypercorn" and command.kind == "source")
