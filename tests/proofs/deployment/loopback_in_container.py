"""A server bound to 127.0.0.1 answers no other address: a container's published port leads nowhere.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()
"""

IMAGE = """
FROM python:3.12-slim
COPY . .
CMD ["uvicorn", "main:app"]
"""

BAD = {"main.py": APPLICATION, "Dockerfile": IMAGE}
GOOD = {"main.py": APPLICATION, "Dockerfile": IMAGE.replace('app"]', 'app", "--host", "0.0.0.0"]')}


def reachable(program):
    """Another address of this machine's own loopback network stands for the container's address."""
    import json
    import pathlib
    import shlex
    import socket

    words = json.loads(pathlib.Path("Dockerfile").read_text().partition("CMD ")[2])
    with program.serve(shlex.join(words) + " --port $PORT") as (url, _), socket.socket() as probe:
        return probe.connect_ex(("127.0.0.2", int(url.rpartition(":")[2]))) == 0


def defect(program):
    assert not reachable(program)


def fine(program):
    assert reachable(program)
