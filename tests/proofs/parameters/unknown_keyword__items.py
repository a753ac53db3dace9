"""`max_items` of Pydantic 1 limits nothing in Body under Pydantic 2, and is a TypeError since 0.155.

defect = ""
environments = ["newest", "fastapi-0.154", "fastapi-0.115"]
"""

BAD = """
from fastapi import Body, FastAPI

app = FastAPI()


@app.post("/")
def count(numbers: list[int] = Body(embed=True, max_items=2)):
    return numbers
"""

GOOD = BAD.replace("max_items", "max_length")


def defect(program):
    from bench.program import installed, raises

    if installed("fastapi") < (0, 155):
        assert program.client().post("/", json={"numbers": [1, 2, 3]}).json() == [1, 2, 3]
        return
    with raises("TypeError", "unexpected keyword argument 'max_items'"):
        program.load()


def fine(program):
    assert program.client().post("/", json={"numbers": [1, 2, 3]}).status_code == 422
