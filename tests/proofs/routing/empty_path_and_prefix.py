"""An empty path on a router without prefix raises when the router is included.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("")
def read_items():
    return []


app = FastAPI()
app.include_router(router)
"""

GOOD = BAD.replace("include_router(router)", 'include_router(router, prefix="/items")')


def defect(program):
    from bench.program import raises

    with raises("FastAPIError", "Prefix and path cannot be both empty"):
        program.load()


def fine(program):
    assert program.client().get("/items").status_code == 200
