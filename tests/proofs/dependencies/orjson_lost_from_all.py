"""`fastapi[all]` no longer installs orjson and ujson since 0.131: their responses fail on every request.

defect = "fastapi>=0.131"
environments = ["newest-all", "fastapi-0.130-all"]
good = "fastapi>=0.131"
"""

BAD = {
    "requirements.txt": "fastapi[all]\n",
    "main.py": """
from fastapi import FastAPI
from fastapi.responses import ORJSONResponse

app = FastAPI(default_response_class=ORJSONResponse)


@app.get("/")
def read_root():
    return {"a": 1}
""",
}

GOOD = {
    "requirements.txt": "fastapi[all]\n",
    "main.py": """
from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def read_root() -> dict[str, int]:
    return {"a": 1}
""",
}


def defect(program):
    from bench.program import raises

    with raises("AssertionError", "orjson must be installed"):
        program.client(raise_server_exceptions=True).get("/")


def fine(program):
    assert program.client().get("/").json() == {"a": 1}
