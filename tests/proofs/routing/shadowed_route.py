"""A fixed path declared after a parameter path of the same shape is never reached.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/users/{user_id}")
def read_user(user_id: int):
    return user_id


@app.get("/users/me")
def read_me():
    return "me"
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/users/me")
def read_me():
    return "me"


@app.get("/users/{user_id}")
def read_user(user_id: int):
    return user_id
"""


def defect(program):
    assert program.client().get("/users/me").status_code == 422


def fine(program):
    assert program.client().get("/users/me").json() == "me"
    assert program.client().get("/users/5").json() == 5
