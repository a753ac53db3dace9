"""SessionMiddleware sends its cookie over plain HTTP too unless https_only is set.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="from the environment")


@app.post("/login")
def login(request: Request):
    request.session["user"] = "ada"
"""

GOOD = """
from fastapi import FastAPI, Request
from starlette.middleware.sessions import SessionMiddleware

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="from the environment", https_only=True)


@app.post("/login")
def login(request: Request):
    request.session["user"] = "ada"
"""


def attributes(program):
    header = program.client().post("/login").headers["set-cookie"]
    return {part.strip().partition("=")[0].lower() for part in header.split(";")[1:]}


def defect(program):
    assert "secure" not in attributes(program)
    assert "httponly" in attributes(program)


def fine(program):
    assert "secure" in attributes(program)
