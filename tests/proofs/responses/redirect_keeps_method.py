"""RedirectResponse is a 307: a browser repeats the POST at the new address.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.post("/items")
def create_item():
    return RedirectResponse("/items/1")


@app.get("/items/1")
def read_item():
    return 1
"""

GOOD = BAD.replace('RedirectResponse("/items/1")', 'RedirectResponse("/items/1", status_code=303)')


def defect(program):
    assert program.client().post("/items").status_code == 405


def fine(program):
    assert program.client().post("/items").json() == 1
