"""`debug=True` sends the traceback to the client.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI(debug=True)


@app.get("/")
def read():
    password = "hunter2"
    raise ValueError("oops")
"""

GOOD = BAD.replace("debug=True", "")


def body(program):
    return program.client().get("/", headers={"accept": "text/html"}).text


def defect(program):
    assert "hunter2" in body(program)


def fine(program):
    assert body(program) == "Internal Server Error"
