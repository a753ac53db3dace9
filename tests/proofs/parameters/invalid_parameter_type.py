"""A plain class as a parameter's type raises when the route is declared; so does `Request | None`.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


class Point:
    x = 0


@app.post("/points")
def create(point: Point):
    return point.x
"""

GOOD = BAD.replace("import FastAPI\n", "import FastAPI\nfrom pydantic import BaseModel\n").replace(
    "class Point:\n    x = 0", "class Point(BaseModel):\n    x: int = 0"
)


def defect(program):
    from bench.program import raises

    with raises("FastAPIError", "Invalid args for response field"):
        program.load()
    from fastapi import FastAPI, Request

    def optional_request(request: Request | None = None):
        return None

    with raises("FastAPIError", "Invalid args for response field"):
        FastAPI().get("/")(optional_request)


def fine(program):
    assert program.client().post("/points", json={"x": 1}).json() == 1
