"""A middleware added after CORSMiddleware stands outside it: its own answers carry no CORS header, preflights fail.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_headers=["Authorization"])


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)


@app.get("/items")
def read_items():
    return []
"""

GOOD = """
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse

app = FastAPI()


@app.middleware("http")
async def authenticate(request: Request, call_next):
    if "Authorization" not in request.headers:
        return JSONResponse({"detail": "Not authenticated"}, status_code=401)
    return await call_next(request)


app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_headers=["Authorization"])


@app.get("/items")
def read_items():
    return []
"""

ORIGIN = {"Origin": "https://app.example.com"}
PREFLIGHT = {**ORIGIN, "Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "Authorization"}


def defect(program):
    client = program.client()
    assert client.options("/items", headers=PREFLIGHT).status_code == 401
    assert "access-control-allow-origin" not in client.get("/items", headers=ORIGIN).headers


def fine(program):
    client = program.client()
    assert client.options("/items", headers=PREFLIGHT).status_code == 200
    refused = client.get("/items", headers=ORIGIN)
    assert refused.status_code == 401
    assert refused.headers["access-control-allow-origin"] == "https://app.example.com"
