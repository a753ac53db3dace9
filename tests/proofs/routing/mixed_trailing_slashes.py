"""A request with the other slash style is answered by a redirect to an absolute URL made from the Host header.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items/")
def read_items():
    return []
"""

GOOD = BAD.replace('"/items/"', '"/items"')


def defect(program):
    answer = program.client(follow_redirects=False).get("/items")
    assert answer.status_code == 307
    assert answer.headers["location"] == "http://testserver/items/"


def fine(program):
    assert program.client(follow_redirects=False).get("/items").status_code == 200
