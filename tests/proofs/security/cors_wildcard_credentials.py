"""With credentials, a `*` origin is not rejected: Starlette answers with the caller's own origin, so any site gets in.

defect = ""
environments = ["newest", "fastapi-0.136", "fastapi-0.115", "fastapi-0.99-pydantic-1"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)


@app.get("/me")
def read_me():
    return {"name": "Ada"}
"""

GOOD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_credentials=True)


@app.get("/me")
def read_me():
    return {"name": "Ada"}
"""

EVIL = {"Origin": "https://evil.example", "Cookie": "session=1"}


def defect(program):
    client = program.client()
    answer = client.get("/me", headers=EVIL).headers
    assert answer["access-control-allow-origin"] == "https://evil.example"
    assert answer["access-control-allow-credentials"] == "true"
    preflight = client.options("/me", headers={**EVIL, "Access-Control-Request-Method": "GET"})
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "https://evil.example"


def fine(program):
    client = program.client()
    assert "access-control-allow-origin" not in client.get("/me", headers=EVIL).headers
    own = client.get("/me", headers={"Origin": "https://app.example.com"}).headers
    assert own["access-control-allow-origin"] == "https://app.example.com"
