"""Whoever has read the source signs tokens that the application accepts.

defect = ""
environments = ["newest"]
"""

BAD = """
import jwt
from fastapi import FastAPI, Header, HTTPException

SECRET_KEY = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"
app = FastAPI()


@app.get("/me")
def read_me(token: str = Header()):
    try:
        return jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
    except jwt.PyJWTError:
        raise HTTPException(status_code=401)
"""

GOOD = """
import os

import jwt
from fastapi import FastAPI, Header, HTTPException

SECRET_KEY = os.environ["SECRET_KEY"]
app = FastAPI()


@app.get("/me")
def read_me(token: str = Header()):
    try:
        return jwt.decode(token, SECRET_KEY, algorithms=["HS256"])
    except jwt.PyJWTError:
        raise HTTPException(status_code=401)
"""


def answer(program):
    import os

    import jwt

    os.environ["SECRET_KEY"] = "only this machine knows this key of thirty-two bytes"
    published = "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7"
    return program.client().get("/me", headers={"token": jwt.encode({"sub": "admin"}, published, "HS256")})


def defect(program):
    assert answer(program).json() == {"sub": "admin"}


def fine(program):
    assert answer(program).status_code == 401
