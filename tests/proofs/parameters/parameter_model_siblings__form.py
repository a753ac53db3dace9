"""A Form model beside another form parameter is always 422 before FastAPI 0.158.

defect = "fastapi>=0.113,<0.158"
environments = ["newest", "fastapi-0.159", "fastapi-0.156", "fastapi-0.115"]
"""

BAD = """
from typing import Annotated

from fastapi import FastAPI, Form
from pydantic import BaseModel

app = FastAPI()


class Login(BaseModel):
    name: str


@app.post("/login")
def login(login: Annotated[Login, Form()], remember: Annotated[bool, Form()] = False):
    return [login.name, remember]
"""

GOOD = """
from typing import Annotated

from fastapi import FastAPI, Form
from pydantic import BaseModel

app = FastAPI()


class Login(BaseModel):
    name: str
    remember: bool = False


@app.post("/login")
def login(login: Annotated[Login, Form()]):
    return [login.name, login.remember]
"""


def defect(program):
    assert program.client().post("/login", data={"name": "a", "remember": "1"}).status_code == 422


def fine(program):
    assert program.client().post("/login", data={"name": "a", "remember": "1"}).json() == ["a", True]
