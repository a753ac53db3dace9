"""A router that nobody includes serves nothing and is in no documentation.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.get("/items")
def read_items():
    return []
"""

GOOD = """
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter()


@router.get("/items")
def read_items():
    return []


app.include_router(router)
"""


def defect(program):
    assert program.client().get("/items").status_code == 404
    assert "/items" not in program.load().app.openapi()["paths"]


def fine(program):
    assert program.client().get("/items").json() == []
