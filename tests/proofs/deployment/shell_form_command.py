"""A shell that starts the server as a child does not pass SIGTERM on: shutdown code never runs.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app: FastAPI):
    yield
    Path("stopped.txt").write_text("clean")


app = FastAPI(lifespan=lifespan)
"""

IMAGE = """
FROM python:3.12-slim
COPY . .
CMD ["/start.sh"]
"""

BAD = {
    "main.py": APPLICATION,
    "Dockerfile": IMAGE,
    "start.sh": "#!/bin/sh\nuvicorn main:app --host 0.0.0.0 --port $PORT\n",
}
GOOD = {
    "main.py": APPLICATION,
    "Dockerfile": IMAGE,
    "start.sh": "#!/bin/sh\nexec uvicorn main:app --host 0.0.0.0 --port $PORT\n",
}

RUN = """
import os, pathlib, signal, subprocess, sys, time

process = subprocess.Popen(["/bin/sh", "start.sh"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
for line in process.stdout:
    if "Uvicorn running" in line:
        break
process.send_signal(signal.SIGTERM)
until = time.monotonic() + 4
while not pathlib.Path("stopped.txt").exists() and time.monotonic() < until:
    time.sleep(0.1)
print("clean" if pathlib.Path("stopped.txt").exists() else "never stopped")
os.killpg(os.getpgid(0), signal.SIGKILL)
"""


def outcome(program):
    import os
    import pathlib
    import subprocess
    import sys

    from bench.program import free_port

    pathlib.Path("run.py").write_text(RUN)
    path = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(
        [sys.executable, "-u", "run.py"], env={**os.environ, "PATH": path, "PORT": str(free_port())},
        capture_output=True, text=True, start_new_session=True, check=False,
    )  # fmt: skip
    return done.stdout


def defect(program):
    assert "never stopped" in outcome(program)


def fine(program):
    assert "clean" in outcome(program)
