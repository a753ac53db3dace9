"""An override whose key is a string, or a callable that no route depends on, is silently ignored.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_user():
    return "real"


@app.get("/")
def read(user: str = Depends(get_user)):
    return user


app.dependency_overrides["get_user"] = lambda: "fake"
app.dependency_overrides[read] = lambda: "fake"
get_user = lambda: "patched"
"""

GOOD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_user():
    return "real"


@app.get("/")
def read(user: str = Depends(get_user)):
    return user


app.dependency_overrides[get_user] = lambda: "fake"
"""


def defect(program):
    assert program.client().get("/").json() == "real"


def fine(program):
    assert program.client().get("/").json() == "fake"
