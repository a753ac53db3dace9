"""What a 204 route returns is dropped; with a return annotation the declaration raises.

defect = ""
environments = ["newest", "fastapi-0.117", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int):
    return {"deleted": item_id}
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


@app.delete("/items/{item_id}", status_code=204)
def delete_item(item_id: int):
    pass
"""


def defect(program):
    from bench.program import raises

    answer = program.client().delete("/items/1")
    assert (answer.status_code, answer.content) == (204, b"")

    def annotated() -> dict[str, int]:
        return {}

    with raises("AssertionError", "Status code 204 must not have a response body"):
        program.load().app.delete("/", status_code=204)(annotated)


def fine(program):
    assert program.client().delete("/items/1").status_code == 204
