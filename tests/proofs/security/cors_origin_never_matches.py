"""An origin with a trailing slash, a path, a `*.` pattern or no scheme never equals what a browser sends.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=[
        "https://app.example.com/",
        "https://*.example.com",
        "www.example.com",
        "https://admin.example.com/login",
    ],
)


@app.get("/")
def read_root():
    return {}
"""

GOOD = """
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com", "https://www.example.com", "https://admin.example.com"],
)


@app.get("/")
def read_root():
    return {}
"""

HOSTS = ("app", "www", "admin")


def allowed(program, origin):
    return "access-control-allow-origin" in program.client().get("/", headers={"Origin": origin}).headers


def defect(program):
    assert not any(allowed(program, f"https://{host}.example.com") for host in HOSTS)


def fine(program):
    assert all(allowed(program, f"https://{host}.example.com") for host in HOSTS)
