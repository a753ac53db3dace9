"""Plain `fastapi` brings no server: the start command fails.

defect = "no uvicorn"
environments = ["newest", "newest-bare"]
good = "uvicorn"
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()
"""

BAD = {
    "requirements.txt": "fastapi\n",
    "Procfile": "web: python -m uvicorn main:app --port $PORT\n",
    "main.py": APPLICATION,
}

GOOD = {
    "requirements.txt": "fastapi\nuvicorn\n",
    "Procfile": "web: python -m uvicorn main:app --port $PORT\n",
    "main.py": APPLICATION,
}


def defect(program):
    done = program.run("python", "-m", "uvicorn", "main:app")
    assert done.returncode == 1
    assert "No module named uvicorn" in done.stdout


def fine(program):
    from bench.program import fetch

    with program.serve("python -m uvicorn main:app --port $PORT") as (url, _):
        assert fetch(url + "/docs")[0] == 200
