"""One router included twice without a different prefix serves its routes once and doubles their operation ids.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter()


@router.get("/items")
def read_items():
    return []


app = FastAPI()
app.include_router(router)
app.include_router(router)
"""

GOOD = BAD.replace("app.include_router(router)\napp.include_router(router)", "app.include_router(router)")


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        program.load().app.openapi()
    return [text for text in texts if "Duplicate Operation ID" in text]


def defect(program):
    assert warnings(program)


def fine(program):
    assert not warnings(program)
