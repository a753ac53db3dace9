"""`--workers` beside `--reload` is ignored: one worker serves.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
import os

from fastapi import FastAPI

app = FastAPI()
print("worker", os.getpid())
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --workers 3 --reload"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --workers 3"}


def workers(program):
    import pathlib
    import re
    import time

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (_, server):
        until = time.monotonic() + 15
        while server.output.count("Application startup complete") < 3 and time.monotonic() < until:
            time.sleep(0.2)
            if "Will watch for changes" in server.output and "Application startup complete" in server.output:
                break
        return len(set(re.findall(r"^worker (\d+)", server.output, re.MULTILINE)))


def defect(program):
    assert workers(program) == 1


def fine(program):
    assert workers(program) == 3
