"""An override that is never cleared stays for every later test.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

APPLICATION = """
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient

app = FastAPI()


def get_user():
    return "real"


@app.get("/")
def read(user: str = Depends(get_user)):
    return user


"""

BAD = (
    APPLICATION
    + """
def test_with_fake_user():
    app.dependency_overrides[get_user] = lambda: "fake"
    assert TestClient(app).get("/").json() == "fake"


def test_with_real_user():
    assert TestClient(app).get("/").json() == "real"
"""
)

GOOD = (
    APPLICATION
    + """
def test_with_fake_user():
    app.dependency_overrides[get_user] = lambda: "fake"
    assert TestClient(app).get("/").json() == "fake"
    app.dependency_overrides.clear()


def test_with_real_user():
    assert TestClient(app).get("/").json() == "real"
"""
)


def defect(program):
    from bench.program import raises

    module = program.load()
    module.test_with_fake_user()
    with raises("AssertionError"):
        module.test_with_real_user()


def fine(program):
    module = program.load()
    module.test_with_fake_user()
    module.test_with_real_user()
