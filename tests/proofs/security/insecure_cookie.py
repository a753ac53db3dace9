"""`set_cookie` sets neither Secure nor HttpOnly unless told to.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("access_token", "secret")
"""

GOOD = """
from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("access_token", "secret", httponly=True, secure=True, samesite="lax")
"""


def attributes(program):
    header = program.client().post("/login").headers["set-cookie"]
    return {part.strip().partition("=")[0].lower() for part in header.split(";")[1:]}


def defect(program):
    assert not {"secure", "httponly"} & attributes(program)


def fine(program):
    assert {"secure", "httponly", "samesite"} <= attributes(program)
