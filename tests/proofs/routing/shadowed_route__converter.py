"""A path converter decides what is shadowed: `{user_id:int}` lets /users/me through.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

users = APIRouter(prefix="/users")
me = APIRouter()


@users.get("/{user_id}")
def read_user(user_id: str):
    return user_id


@me.get("/users/me")
def read_me():
    return "it is me"


app = FastAPI()
app.include_router(users)
app.include_router(me)
"""

GOOD = BAD.replace("{user_id}", "{user_id:int}").replace("user_id: str", "user_id: int")


def defect(program):
    assert program.client().get("/users/me").json() == "me"


def fine(program):
    assert program.client().get("/users/me").json() == "it is me"
