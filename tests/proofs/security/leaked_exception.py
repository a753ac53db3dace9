"""`detail=str(error)` sends the exception's text, with whatever it names, to the client.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, HTTPException

app = FastAPI()


def connect():
    raise OSError("cannot reach postgres://admin:hunter2@10.0.0.5/shop")


@app.get("/items")
def read_items():
    try:
        connect()
    except OSError as error:
        raise HTTPException(status_code=500, detail=str(error)) from error
"""

GOOD = BAD.replace("detail=str(error)", 'detail="the database is not reachable"')


def defect(program):
    assert "hunter2" in program.client().get("/items").text


def fine(program):
    answer = program.client().get("/items")
    assert answer.status_code == 500
    assert "hunter2" not in answer.text
