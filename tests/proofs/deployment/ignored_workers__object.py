"""`uvicorn.run(app, workers=2)` with the object instead of its import string does not start.

defect = ""
environments = ["newest"]
"""

BAD = """
import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run(app, port=PORT, workers=2)
"""

GOOD = """
import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run("main:app", port=PORT, workers=2)
"""


def prepare(program):
    import pathlib

    from bench.program import free_port

    port = free_port()
    pathlib.Path("main.py").write_text(pathlib.Path("main.py").read_text().replace("PORT", str(port)))
    return port


def defect(program):
    prepare(program)
    done = program.run("python", "main.py")
    assert done.returncode != 0
    assert "You must pass the application as an import string" in done.stdout


def fine(program):
    import subprocess

    prepare(program)
    try:
        program.run("python", "main.py", seconds=4)
    except subprocess.TimeoutExpired as still_running:
        assert b"Application startup complete" in (still_running.stdout or b"")
    else:
        raise AssertionError("the server ended by itself")
