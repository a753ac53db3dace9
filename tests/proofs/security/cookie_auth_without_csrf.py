"""A form of any site reaches a route that a cookie authenticates; form content needs no preflight.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import Cookie, FastAPI, Form

app = FastAPI()
sent = []


@app.post("/transfer")
def transfer(to: str = Form(), session: str = Cookie()):
    sent.append(to)
"""

GOOD = """
from fastapi import Cookie, Depends, FastAPI, Form, Header, HTTPException

app = FastAPI()
sent = []


def same_origin(origin: str = Header()):
    if origin != "https://app.example.com":
        raise HTTPException(status_code=403)


@app.post("/transfer", dependencies=[Depends(same_origin)])
def transfer(to: str = Form(), session: str = Cookie()):
    sent.append(to)
"""


def post(program, origin):
    client = program.client(cookies={"session": "1"})
    client.post("/transfer", data={"to": "eve"}, headers={"origin": origin})
    return program.load().sent


def defect(program):
    assert post(program, "https://evil.example") == ["eve"]


def fine(program):
    assert post(program, "https://evil.example") == []
    assert post(program, "https://app.example.com") == ["eve"]
