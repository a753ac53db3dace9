"""In exec form the quotes around the addresses are part of them: no proxy is trusted.

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

IMAGE = """
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--forwarded-allow-ips='127.0.0.1'"]
"""

BAD = {"main.py": APPLICATION, "Dockerfile": IMAGE}
GOOD = {"main.py": APPLICATION, "Dockerfile": IMAGE.replace("'", "")}


def host(program):
    import json
    import pathlib
    import shlex

    from bench.program import fetch

    words = json.loads(pathlib.Path("Dockerfile").read_text().partition("CMD ")[2])
    with program.serve(shlex.join(words) + " --port $PORT") as (url, _):
        return fetch(url + "/", X_Forwarded_For="7.7.7.7")[1]


def defect(program):
    assert host(program) == '"127.0.0.1"'


def fine(program):
    assert host(program) == '"7.7.7.7"'
