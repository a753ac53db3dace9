"""A match-all `allow_origin_regex` with credentials lets every site in, like `*`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origin_regex=".*", allow_credentials=True)


@app.get("/me")
def read_me():
    return {"name": "Ada"}
"""

GOOD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware, allow_origin_regex=r"https://([a-z-]+\\.)?example\\.com", allow_credentials=True
)


@app.get("/me")
def read_me():
    return {"name": "Ada"}
"""


def defect(program):
    answer = program.client().get("/me", headers={"Origin": "https://evil.example"}).headers
    assert answer["access-control-allow-origin"] == "https://evil.example"
    assert answer["access-control-allow-credentials"] == "true"


def fine(program):
    client = program.client()
    for foreign in ("https://evil.example", "https://example.com.evil.example", "https://badexample.com"):
        assert "access-control-allow-origin" not in client.get("/me", headers={"Origin": foreign}).headers
    own = client.get("/me", headers={"Origin": "https://app.example.com"}).headers
    assert own["access-control-allow-origin"] == "https://app.example.com"
