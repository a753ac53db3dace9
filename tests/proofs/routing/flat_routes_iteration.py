"""`app.routes` holds included routers since FastAPI 0.137: items without `.path`.

defect = "fastapi>=0.137"
environments = ["newest", "fastapi-0.137", "fastapi-0.136", "fastapi-0.115"]
good = "fastapi>=0.137.2"
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/items")
def read_items():
    return []


app = FastAPI()
app.include_router(router)


def paths():
    return [route.path for route in app.routes]
"""

GOOD = BAD.replace(
    "from fastapi import APIRouter, FastAPI\n",
    "from fastapi import APIRouter, FastAPI\nfrom fastapi.routing import iter_route_contexts\n",
).replace("[route.path for route in app.routes]", "[context.path for context in iter_route_contexts(app.routes)]")


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "'_IncludedRouter' object has no attribute 'path'"):
        program.load().paths()


def fine(program):
    assert "/items" in program.load().paths()
