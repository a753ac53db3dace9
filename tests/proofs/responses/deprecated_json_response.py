"""ORJSONResponse and UJSONResponse warn since FastAPI 0.131.

defect = "fastapi>=0.131"
environments = ["newest", "fastapi-0.131", "fastapi-0.130"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.responses import ORJSONResponse, UJSONResponse

app = FastAPI()


@app.get("/orjson", response_class=ORJSONResponse)
def first():
    return {"a": 1}


@app.get("/ujson", response_class=UJSONResponse)
def second():
    return {"a": 1}
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/orjson")
def first() -> dict[str, int]:
    return {"a": 1}


@app.get("/ujson")
def second() -> dict[str, int]:
    return {"a": 1}
"""


def warnings(program):
    from bench.program import warned

    with warned() as texts:
        for path in ("/orjson", "/ujson"):
            assert program.client().get(path).json() == {"a": 1}
    return {name for name in ("ORJSONResponse", "UJSONResponse") for text in texts if f"{name} is deprecated" in text}


def defect(program):
    assert warnings(program) == {"ORJSONResponse", "UJSONResponse"}


def fine(program):
    assert not warnings(program)
