"""A server bound to 127.0.0.1 answers no other address: a container's published port leads nowhere.

defect = ""
environments = ["newest"]
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()
"""

BAD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --host 127.0.0.1 --port $PORT"}
GOOD = {"main.py": APPLICATION, "Procfile": "web: uvicorn main:app --host 0.0.0.0 --port $PORT"}


def reachable(program):
    """Another address of this machine's own loopback network stands for the container's address."""
    import pathlib
    import socket

    command = pathlib.Path("Procfile").read_text().partition(": ")[2]
    with program.serve(command) as (url, _), socket.socket() as probe:
        return probe.connect_ex(("127.0.0.2", int(url.rpartition(":")[2]))) == 0


def defect(program):
    assert not reachable(program)


def fine(program):
    assert reachable(program)
