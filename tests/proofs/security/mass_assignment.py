"""A body spread into an object lets the caller set fields that were never offered.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


class User:
    def __init__(self, name, is_admin=False):
        self.name, self.is_admin = name, is_admin


@app.post("/users")
def create_user(body: dict):
    return User(**body).is_admin
"""

GOOD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class User:
    def __init__(self, name, is_admin=False):
        self.name, self.is_admin = name, is_admin


class UserCreate(BaseModel):
    name: str


@app.post("/users")
def create_user(body: UserCreate):
    return User(**body.model_dump()).is_admin
"""


def answer(program):
    return program.client().post("/users", json={"name": "eve", "is_admin": True}).json()


def defect(program):
    assert answer(program) is True


def fine(program):
    assert answer(program) is False
