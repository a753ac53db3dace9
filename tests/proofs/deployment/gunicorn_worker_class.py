"""gunicorn's default worker speaks WSGI: every request to a FastAPI application is a 500.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read_root():
    return "ok"
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: gunicorn main:app --bind 127.0.0.1:$PORT"}
GOOD = {
    "main.py": APPLICATION,
    "Procfile": "web: gunicorn main:app --worker-class uvicorn_worker.UvicornWorker --bind 127.0.0.1:$PORT",
}


def answer(program):
    import pathlib

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, server):
        return fetch(url + "/")[0], server.output


def defect(program):
    status, output = answer(program)
    assert status == 500
    assert "missing 1 required positional argument: 'send'" in output


def fine(program):
    assert answer(program)[0] == 200
