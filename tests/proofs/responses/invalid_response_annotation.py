"""A union of a Response and something else is no response model: raised when the route is declared.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import RedirectResponse

app = FastAPI()


@app.get("/")
def read(where: str = "") -> RedirectResponse | dict[str, str]:
    return RedirectResponse(where) if where else {"where": "here"}
"""

GOOD = BAD.replace('@app.get("/")', '@app.get("/", response_model=None)')


def defect(program):
    from bench.program import raises

    with raises("FastAPIError", "Invalid args for response field"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == {"where": "here"}
