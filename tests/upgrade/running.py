"""Programs run on real releases: an environment of its own for each set of releases."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.proofs.bench.index import current_uv_environment

PYTHON = sys.executable if sys.version_info >= (3, 11) else ">=3.11,<3.14"
"""One that runs the oldest and the newest of these releases."""
NEWEST = ("fastapi==0.165.0", "starlette==1.10.0", "pydantic==2.14.3")
COMPANIONS = ("httpx==0.28.1", "httpx2==2.16.2", "python-multipart==0.0.34", "jinja2==3.1.6")
_RUNNER = """
import json, sys, warnings
warnings.simplefilter("ignore")
head, *statements = json.load(sys.stdin)
found = []
for statement in statements:
    space = {}
    try:
        exec(head + statement, space)
    except BaseException as problem:
        found.append(["failed", repr(problem)[:200]])
    else:
        found.append(["worked", repr(space.get("result"))])
print(json.dumps(found))
"""


def outcomes(
    requirements: tuple[str, ...], head: str, statements: tuple[str, ...], folder: Path
) -> list[tuple[str, str]]:
    """What each statement does after the head: ("failed", the error) or ("worked", what it leaves as `result`)."""
    old_client = "pydantic==1" in " ".join(requirements) or requirements[0] < "fastapi==0.13"
    companions = ("httpx==0.27.2", "python-multipart==0.0.20", "jinja2==3.1.6") if old_client else COMPANIONS
    companions += ("requests==2.32.5",) if requirements[0] < "fastapi==0.7" else ()
    environment = folder / "environment"
    settings = current_uv_environment()
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "--python", PYTHON, str(environment)], check=True, env=settings, timeout=120)
    install = [*uv, "pip", "install", "-q", "--python", str(environment / "bin/python"), *requirements, *companions]
    subprocess.run(install, check=True, env=settings, timeout=300)
    done = subprocess.run(
        [str(environment / "bin/python"), "-c", _RUNNER],
        input=json.dumps([head, *statements]),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    return [(how, what) for how, what in json.loads(done.stdout.splitlines()[-1])]
