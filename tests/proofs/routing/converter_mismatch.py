"""A path converter and an annotation that disagree: the converted value is refused or means something else.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{code:int}")
def read_item(code: str):
    return code
"""

GOOD = BAD.replace("code: str", "code: int")


def defect(program):
    assert program.client().get("/items/5").status_code == 422
    assert program.client().get("/items/five").status_code == 404


def fine(program):
    assert program.client().get("/items/5").json() == 5
