"""`uvicorn.Server(uvicorn.Config(..., workers=3)).run()` is one process, whatever the configuration says.

defect = ""
environments = ["newest"]
"""

BAD = """
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()
print("worker", os.getpid(), flush=True)

if __name__ == "__main__":
    uvicorn.Server(uvicorn.Config("main:app", port=int(os.environ.get("PORT", "8000")), workers=3)).run()
"""

GOOD = """
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()
print("worker", os.getpid(), flush=True)

if __name__ == "__main__":
    uvicorn.run("main:app", port=int(os.environ.get("PORT", "8000")), workers=3)
"""


def starts(program):
    import time

    with program.serve("python main.py") as (_, server):
        until = time.monotonic() + 15
        while server.output.count("Application startup complete") < 3 and time.monotonic() < until:
            time.sleep(0.2)
            if "Started parent process" not in server.output and "Application startup complete" in server.output:
                time.sleep(2)
                break
        return server.output.count("Application startup complete")


def defect(program):
    assert starts(program) == 1


def fine(program):
    assert starts(program) == 3
