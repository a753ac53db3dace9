"""With `--forwarded-allow-ips=*` the client's own X-Forwarded-For decides what `request.client.host` is.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/")
def read_root(request: Request):
    return request.client.host
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --forwarded-allow-ips=*"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --forwarded-allow-ips=127.0.0.1"}


def host(program):
    import pathlib

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, _):
        return fetch(url + "/", X_Forwarded_For="6.6.6.6, 7.7.7.7")[1]


def defect(program):
    assert host(program) == '"6.6.6.6"'


def fine(program):
    assert host(program) == '"7.7.7.7"'
