"""A decorator without functools.wraps hands its own args and kwargs to FastAPI: required query parameters.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()


def logged(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@app.get("/items")
@logged
def read_items(limit: int = 10):
    return limit
"""

GOOD = BAD.replace("    def wrapper", "    @functools.wraps(function)\n    def wrapper").replace(
    "from fastapi", "import functools\n\nfrom fastapi", 1
)


def defect(program):
    answer = program.client().get("/items")
    assert answer.status_code == 422
    assert {each["loc"][1] for each in answer.json()["detail"]} == {"args", "kwargs"}


def fine(program):
    assert program.client().get("/items").json() == 10
