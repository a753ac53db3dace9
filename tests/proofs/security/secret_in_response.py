"""An object returned without a response model is sent with all its fields; a return type filters it.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class User(BaseModel):
    name: str


class UserInDB(User):
    hashed_password: str


@app.get("/me")
def read_me():
    return UserInDB(name="ada", hashed_password="$argon2$")
"""

GOOD = BAD.replace("def read_me():", "def read_me() -> User:")


def defect(program):
    assert "hashed_password" in program.client().get("/me").json()


def fine(program):
    assert program.client().get("/me").json() == {"name": "ada"}
