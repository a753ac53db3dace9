"""A decorator above the route decorator is not on the route: FastAPI kept the function from before.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
import functools

from fastapi import FastAPI, HTTPException

app = FastAPI()


def admins_only(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        raise HTTPException(status_code=403)

    return wrapper


@admins_only
@app.get("/users")
def read_users():
    return ["ada"]
"""

GOOD = BAD.replace('@admins_only\n@app.get("/users")\n', '@app.get("/users")\n@admins_only\n')


def defect(program):
    assert program.client().get("/users").json() == ["ada"]


def fine(program):
    assert program.client().get("/users").status_code == 403
