"""`-> None` on a 204 route raises before FastAPI 0.117 when the module postpones its annotations.

defect = "fastapi<0.117"
environments = ["newest", "fastapi-0.117", "fastapi-0.115"]
"""

BAD = """
from __future__ import annotations

from fastapi import FastAPI

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int) -> None:
    pass
"""

GOOD = BAD.replace(" -> None", "")


def defect(program):
    from bench.program import raises

    with raises("AssertionError", "Status code 204 must not have a response body"):
        program.load()


def fine(program):
    assert program.client().delete("/items/1").status_code == 204
