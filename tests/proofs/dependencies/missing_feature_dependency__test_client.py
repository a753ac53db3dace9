"""TestClient without httpx2 or httpx cannot be imported.

defect = "no httpx; no httpx2"
environments = ["newest", "newest-bare"]
good = "httpx2"
"""

BAD = """
from fastapi import FastAPI
from fastapi.testclient import TestClient

client = TestClient(FastAPI())
"""

GOOD = {
    "requirements-dev.txt": "httpx2\n",
    "main.py": BAD,
}


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", "requires the httpx2? package to be installed"):
        program.load()


def fine(program):
    assert program.load().client.get("/docs").status_code == 200
