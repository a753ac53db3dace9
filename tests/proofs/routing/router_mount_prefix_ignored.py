"""A router's own prefix is not put before what is mounted on it; until FastAPI 0.137 the mount was not served at all.

defect = ""
environments = ["newest", "fastapi-0.137", "fastapi-0.136"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

other = FastAPI()


@other.get("/x")
def read():
    return "x"


router = APIRouter(prefix="/api")
router.mount("/other", other)
app = FastAPI()
app.include_router(router)
"""

GOOD = """
from fastapi import FastAPI

other = FastAPI()


@other.get("/x")
def read():
    return "x"


app = FastAPI()
app.mount("/api/other", other)
"""


def defect(program):
    from bench.program import installed

    client = program.client()
    assert client.get("/api/other/x").status_code == 404
    assert client.get("/other/x").status_code == (200 if installed("fastapi") >= (0, 137) else 404)


def fine(program):
    assert program.client().get("/api/other/x").json() == "x"
