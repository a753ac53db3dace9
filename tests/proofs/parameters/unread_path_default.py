"""The default of a path parameter is never used and is not in the document.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/{item_id}")
def read_item(item_id: int = 5):
    return item_id
"""

GOOD = BAD.replace(" = 5", "")


def parameter(program):
    return program.load().app.openapi()["paths"]["/items/{item_id}"]["get"]["parameters"][0]


def defect(program):
    assert program.client().get("/items/").status_code == 404
    assert parameter(program)["required"] is True
    assert "default" not in parameter(program)["schema"]


def fine(program):
    assert program.client().get("/items/7").json() == 7
