"""`auto_error=False` hands over None instead of a 401: the route must check it.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


@app.get("/secret")
def read_secret(token: str | None = Depends(scheme)):
    return 42
"""

GOOD = BAD.replace(", auto_error=False", "")


def defect(program):
    assert program.client().get("/secret").json() == 42


def fine(program):
    assert program.client().get("/secret").status_code == 401
