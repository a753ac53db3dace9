"""Under a prefix, a path without a slash is glued to it: `/api` and `items` make `/apiitems`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/api")


@router.get("items")
def read_items():
    return []


app = FastAPI()
app.include_router(router)
"""

GOOD = BAD.replace('"items"', '"/items"')


def defect(program):
    assert program.client().get("/api/items").status_code == 404
    assert program.client().get("/apiitems").status_code == 200


def fine(program):
    assert program.client().get("/api/items").status_code == 200
