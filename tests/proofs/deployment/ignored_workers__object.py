"""`uvicorn.run(app, workers=2)` with the object instead of its import string does not start.

defect = ""
environments = ["newest"]
"""

BAD = """
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run(app, port=int(os.environ.get("PORT", "8000")), workers=2)
"""

GOOD = """
import os

import uvicorn
from fastapi import FastAPI

app = FastAPI()

if __name__ == "__main__":
    uvicorn.run("main:app", port=int(os.environ.get("PORT", "8000")), workers=2)
"""


def defect(program):
    done = program.run("python", "main.py")
    assert done.returncode != 0
    assert "You must pass the application as an import string" in done.stdout


def fine(program):
    from bench.program import fetch

    with program.serve("python main.py") as (url, _):
        assert fetch(url + "/docs")[0] == 200
