"""A router that includes itself raises since FastAPI 0.128.7; before, include_router never ended.

defect = ""
environments = ["newest", "fastapi-0.136", "fastapi-0.115"]
"""

BAD = """
from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/a")


@router.get("/b")
def read():
    return 1


router.include_router(router)
app = FastAPI()
app.include_router(router)
"""

GOOD = BAD.replace("router.include_router(router)\napp = ", "app = ")


def defect(program):
    from bench.program import installed, raises

    if installed("fastapi") < (0, 128, 7):
        with raises("TimeoutExpired"):
            program.run("python", "main.py", seconds=3)
        return
    with raises("AssertionError"):
        program.load()


def fine(program):
    assert program.client().get("/a/b").json() == 1
