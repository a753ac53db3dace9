"""`response_class=JSONResponse()` is a 500 on every request: the class is wanted.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


@app.get("/", response_class=JSONResponse({}))
def read():
    return {"a": 1}
"""

GOOD = BAD.replace("JSONResponse({})", "JSONResponse")


def defect(program):
    from bench.program import raises

    with raises("Exception"):
        assert program.client(raise_server_exceptions=True).get("/").json() == {"a": 1}


def fine(program):
    assert program.client().get("/").json() == {"a": 1}
