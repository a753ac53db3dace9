"""`uvicorn.workers` warns since uvicorn 0.30: the package uvicorn-worker replaces it.

defect = "uvicorn>=0.30"
environments = ["newest", "uvicorn-0.29"]
good = "uvicorn-worker"
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()
"""

BAD = {
    "main.py": APPLICATION,
    "Procfile": "web: gunicorn main:app --worker-class uvicorn.workers.UvicornWorker --bind 127.0.0.1:$PORT\n",
}
GOOD = {
    "main.py": APPLICATION,
    "Procfile": "web: gunicorn main:app --worker-class uvicorn_worker.UvicornWorker --bind 127.0.0.1:$PORT\n",
}


def output(program):
    import pathlib

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command, PYTHONWARNINGS="always") as (url, server):
        assert fetch(url + "/docs")[0] == 200
        return server.output


def defect(program):
    assert "The `uvicorn.workers` module is deprecated" in output(program), output(program)


def fine(program):
    assert "`uvicorn.workers` module is deprecated" not in output(program)
