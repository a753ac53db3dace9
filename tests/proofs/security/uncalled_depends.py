"""`Annotated[T, Depends]` without a call makes the dependency a query parameter: authentication never runs.

defect = ""
environments = ["newest", "fastapi-0.128", "fastapi-0.115"]
"""

BAD = """
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def require_user():
    raise HTTPException(status_code=401)


@app.get("/secret")
def read_secret(user: Annotated[str | None, Depends] = None):
    return {"secret": 42}
"""

GOOD = """
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def require_user():
    raise HTTPException(status_code=401)


@app.get("/secret")
def read_secret(user: Annotated[str | None, Depends(require_user)]):
    return {"secret": 42}
"""


def defect(program):
    assert program.client().get("/secret").json() == {"secret": 42}


def fine(program):
    assert program.client().get("/secret").status_code == 401
