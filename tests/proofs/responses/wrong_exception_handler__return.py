"""An exception handler that returns a dict, not a Response, ends in a 500.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

app = FastAPI()


@app.exception_handler(KeyError)
async def show(request: Request, error: KeyError):
    return {"error": "no such key"}


@app.get("/")
def read():
    raise KeyError("x")
"""

GOOD = BAD.replace('return {"error": "no such key"}', 'return JSONResponse({"error": "no such key"}, status_code=404)')


def defect(program):
    from bench.program import raises

    with raises("TypeError", "'dict' object is not callable"):
        program.client(raise_server_exceptions=True).get("/")


def fine(program):
    assert program.client().get("/").status_code == 404
