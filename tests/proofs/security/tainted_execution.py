"""A request parameter that reaches eval runs as code of the server.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()
SECRET = "hunter2"


@app.get("/calculate")
def calculate(expression: str):
    return eval(expression)
"""

GOOD = """
import ast

from fastapi import FastAPI, HTTPException

app = FastAPI()
SECRET = "hunter2"


@app.get("/calculate")
def calculate(expression: str):
    try:
        return ast.literal_eval(expression)
    except ValueError as error:
        raise HTTPException(status_code=422) from error
"""


def defect(program):
    assert program.client().get("/calculate", params={"expression": "SECRET"}).json() == "hunter2"


def fine(program):
    client = program.client()
    assert client.get("/calculate", params={"expression": "SECRET"}).status_code == 422
    assert client.get("/calculate", params={"expression": "[1, 2]"}).json() == [1, 2]
