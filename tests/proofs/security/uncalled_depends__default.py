"""`user = Depends` without a call hands the class itself to the route: authentication never runs.

defect = ""
environments = ["newest", "fastapi-0.128", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def require_user():
    raise HTTPException(status_code=401)


@app.get("/secret")
def read_secret(user=Depends):
    return {"secret": 42}
"""

GOOD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def require_user():
    raise HTTPException(status_code=401)


@app.get("/secret")
def read_secret(user=Depends(require_user)):
    return {"secret": 42}
"""


def defect(program):
    assert program.client().get("/secret").json() == {"secret": 42}


def fine(program):
    assert program.client().get("/secret").status_code == 401
