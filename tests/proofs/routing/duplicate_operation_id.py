"""Two routes with one operation_id give a document in which the id is not unique; FastAPI only warns.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items", operation_id="read")
def read_items():
    return []


@app.get("/users", operation_id="read")
def read_users():
    return []
"""

GOOD = BAD.replace('"/users", operation_id="read"', '"/users", operation_id="read_users"')


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        program.load().app.openapi()
    return [text for text in texts if "Duplicate Operation ID" in text]


def defect(program):
    assert warnings(program)


def fine(program):
    assert not warnings(program)
