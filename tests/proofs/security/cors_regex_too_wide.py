"""Starlette matches `allow_origin_regex` against the whole origin, but `.*host` and an unescaped dot let others in.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex="https://.*example.com", allow_credentials=True)


@app.get("/me")
def read_me():
    return {"name": "Ada"}
"""

GOOD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://[a-z-]+\\.example\\.com", allow_credentials=True)


@app.get("/me")
def read_me():
    return {"name": "Ada"}
"""


def allowed(program, origin):
    return "access-control-allow-origin" in program.client().get("/me", headers={"Origin": origin}).headers


def defect(program):
    assert allowed(program, "https://evilexample.com")
    assert allowed(program, "https://app.exampleXcom")


def fine(program):
    assert allowed(program, "https://app.example.com")
    assert not allowed(program, "https://evilexample.com")
    assert not allowed(program, "https://app.exampleXcom")
    assert not allowed(program, "https://app.example.com.evil.example")
