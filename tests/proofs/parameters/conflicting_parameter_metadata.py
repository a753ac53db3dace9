"""A default inside Query() in Annotated, or two Depends, raise when the route is declared.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from typing import Annotated

from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/")
def search(limit: Annotated[int, Query(default=3)]):
    return limit
"""

GOOD = BAD.replace("Query(default=3)]", "Query()] = 3")


def defect(program):
    from typing import Annotated

    from bench.program import raises

    with raises("AssertionError", "`Query` default value cannot be set in `Annotated`"):
        program.load()
    from fastapi import Depends, FastAPI, Path, Query

    app = FastAPI()

    def twice(x: Annotated[int, Depends(len)] = Depends(len)):
        return x

    def query_on_path(x: int = Query()):
        return x

    with raises("AssertionError"):
        app.get("/")(twice)
    with raises("AssertionError", "Cannot use `Query` for path param"):
        app.get("/{x}")(query_on_path)
    with raises("AssertionError", "Path parameters cannot have a default value"):
        Path(5)


def fine(program):
    assert program.client().get("/").json() == 3
