"""A missing credential answers 401 since FastAPI 0.122, not 403: tests that expect 403 fail.

defect = "fastapi>=0.122"
environments = ["newest", "fastapi-0.127", "fastapi-0.121", "fastapi-0.115"]
good = "fastapi>=0.122"
"""

APPLICATION = """
from fastapi import Depends, FastAPI
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.testclient import TestClient

app = FastAPI()
client = TestClient(app)


@app.get("/bearer", dependencies=[Depends(HTTPBearer())])
def bearer():
    return {}


@app.get("/key", dependencies=[Depends(APIKeyHeader(name="x-key"))])
def key():
    return {}


"""

BAD = (
    APPLICATION
    + """
def test_missing_credentials():
    assert client.get("/bearer").status_code == 403
    assert client.get("/key").status_code == 403
"""
)
GOOD = BAD.replace("== 403", "== 401")


def defect(program):
    from bench.program import raises

    with raises("AssertionError"):
        program.load().test_missing_credentials()


def fine(program):
    program.load().test_missing_credentials()
