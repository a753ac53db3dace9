"""SIGTERM stops at a shell and never reaches the server

A container is stopped with SIGTERM, sent to its first process. Where that is a shell which started the server as a
child (a shell-form CMD, `sh -c "... && uvicorn ..."`, a script without `exec`), the shell neither ends nor passes the
signal on: open requests and the lifespan's shutdown are cut off by SIGKILL after ten seconds, at every deployment.

Bad:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
CMD uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
```

Good:

```python
from fastapi import FastAPI

app = FastAPI()
```

```dockerfile Dockerfile
FROM python:3.12-slim
COPY . .
CMD exec uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}
```

The JSON form (`CMD ["uvicorn", "main:app"]`) has no shell at all. `init: true` and tini do not help: they signal the
shell. dumb-init and `tini -g` signal every process.

Not reported: shells that replace themselves with their last command (bash with `-c`; images that are not built on
Debian or Ubuntu), scripts that handle signals or run several programs, and what is for development.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.command_edits import with_exec
from fastdoctor.project.containers import written
from fastdoctor.stack.commands.containers import stage_of

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.stack import StartCommand

OTHER_SHELLS = re.compile(r"alpine|ubi\d|fedora|centos|rocky|alma|amazonlinux|lambda|suse|bash|busybox|nix|wolfi")
SEVERAL = re.compile(r"\btrap\b|\bwait\b|&[ \t]*(?:$|#)|\bkill\b", re.MULTILINE)

TO_ALL = re.compile(r"\bdumb-init\b|\btini\b.*-g\b|/init\b")
"""First processes that signal a whole group."""


@rule(severity="warning", fix="safe")
def check(project: Project) -> Iterator[Finding]:
    for command in project.start_commands:
        if not command.in_container or command.development or command.kind == "source":
            continue
        if "exec" not in command.wrapper.split() and has_shell(project, command):
            found = command.finding(
                f"SIGTERM reaches a shell, and never {command.server}: stopping the container cuts requests off",
                label="started as the child of a shell",
                help="write exec before it"
                if command.kind == "script"
                else "write exec before it, or use the JSON form",
            )
            edits = with_exec(project, command)
            yield found.with_fix(Fix("write exec before it", edits, safe=True) if edits else None)


def has_shell(project: Project, command: StartCommand) -> bool:
    """Whether a shell surely waits for the server."""
    stage = stage_of(project.stack.images, command)
    starting = [item.text for item in stage.instructions if item.name == "ENTRYPOINT"] if stage is not None else []
    if any(map(TO_ALL.search, [command.wrapper, *starting])):
        return False
    if command.kind == "script":
        return SEVERAL.search(written(project, command.location.path)) is None
    shell = next((word for word in command.wrapper.split() if word.endswith("sh")), "")
    if SEVERAL.search(command.text) or (stage is not None and OTHER_SHELLS.search(stage.base)):
        return False
    if shell:
        return shell in {"sh", "dash"}
    own = stage is not None and command.location.path == stage.location.path
    chosen = stage is not None and any(item.name == "SHELL" for item in stage.instructions)
    return own and command.form == "shell" and not chosen
