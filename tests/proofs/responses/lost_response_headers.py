"""Headers and cookies of the injected Response are lost when another one is returned.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse

app = FastAPI()


@app.post("/login")
def login(response: Response):
    response.set_cookie("session", "1", httponly=True, secure=True)
    return JSONResponse({"ok": True})
"""

GOOD = """
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.post("/login")
def login():
    response = JSONResponse({"ok": True})
    response.set_cookie("session", "1", httponly=True, secure=True)
    return response
"""


def defect(program):
    assert "set-cookie" not in program.client().post("/login").headers


def fine(program):
    assert "session=1" in program.client().post("/login").headers["set-cookie"]
