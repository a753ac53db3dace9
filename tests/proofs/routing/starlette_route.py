"""`@app.route` and `app.add_event_handler` are gone with Starlette 1.0; `app.add_route` is not.

defect = "starlette>=1"
environments = ["newest", "fastapi-0.136", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from starlette.responses import PlainTextResponse

app = FastAPI()


@app.route("/plain")
def read(request):
    return PlainTextResponse("plain")
"""

GOOD = """
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

app = FastAPI()


@app.get("/plain", response_class=PlainTextResponse)
def read():
    return "plain"
"""


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "'FastAPI' object has no attribute 'route'"):
        program.load()
    from fastapi import FastAPI

    assert not hasattr(FastAPI(), "add_event_handler")
    assert hasattr(FastAPI(), "add_route")


def fine(program):
    assert program.client().get("/plain").text == "plain"
