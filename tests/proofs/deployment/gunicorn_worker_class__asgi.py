"""gunicorn 24 and later have an ASGI worker of their own, `asgi`; `gthread` is no such one.

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

BAD = {
    "main.py": APPLICATION,
    "gunicorn.conf.py": 'worker_class = "gthread"\n',
    "Procfile": "web: gunicorn main:app --bind 127.0.0.1:$PORT",
}
GOOD = {
    "main.py": APPLICATION,
    "gunicorn.conf.py": 'worker_class = "asgi"\n',
    "Procfile": "web: gunicorn main:app --bind 127.0.0.1:$PORT",
}


def status(program):
    import pathlib

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, _):
        return fetch(url + "/")[0]


def defect(program):
    assert status(program) == 500


def fine(program):
    assert status(program) == 200
