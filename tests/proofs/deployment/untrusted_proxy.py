"""Behind a proxy on another address the server does not read X-Forwarded headers unless it trusts that address.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI, Request

app = FastAPI()


@app.get("/")
def read(request: Request):
    return request.client.host
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --forwarded-allow-ips=10.0.0.1"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --port $PORT --forwarded-allow-ips=127.0.0.0/8"}


def host(program):
    import pathlib

    from bench.program import fetch

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, _):
        return fetch(url + "/", X_Forwarded_For="7.7.7.7")[1]


def defect(program):
    assert host(program) == '"127.0.0.1"'


def fine(program):
    assert host(program) == '"7.7.7.7"'
