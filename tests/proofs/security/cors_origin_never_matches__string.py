"""`allow_origins` given as one string allows every substring of it, because Starlette asks `origin in allow_origins`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins="https://example.com")


@app.get("/")
def read_root():
    return {}
"""

GOOD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://example.com"])


@app.get("/")
def read_root():
    return {}
"""


def allowed(program, origin):
    return "access-control-allow-origin" in program.client().get("/", headers={"Origin": origin}).headers


def defect(program):
    assert allowed(program, "https://example.co")


def fine(program):
    assert allowed(program, "https://example.com")
    assert not allowed(program, "https://example.co")
