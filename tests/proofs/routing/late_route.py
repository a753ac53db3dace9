"""A route added to a router after include_router answers 404 until FastAPI 0.137.

defect = "fastapi<0.137"
environments = ["newest", "fastapi-0.136", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/items")
app.include_router(router)


@router.get("/")
def read_items():
    return []
"""

GOOD = """
from fastapi import APIRouter, FastAPI

app = FastAPI()
router = APIRouter(prefix="/items")


@router.get("/")
def read_items():
    return []


app.include_router(router)
"""


def defect(program):
    assert program.client().get("/items/").status_code == 404


def fine(program):
    assert program.client().get("/items/").status_code == 200
