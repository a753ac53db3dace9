"""`error::DeprecationWarning` lets FastAPI's and Starlette's own deprecations pass: they are UserWarnings.

defect = "fastapi>=0.131"
environments = ["newest", "fastapi-0.130"]
good = "fastapi>=0.131"
"""

APPLICATION = """
from fastapi import FastAPI
from fastapi.responses import ORJSONResponse

app = FastAPI(default_response_class=ORJSONResponse)


@app.get("/")
def read():
    return {}


from fastapi.testclient import TestClient

TestClient(app).get("/")
print("no error")
"""

BAD = {"main.py": APPLICATION, "filter.txt": "error::DeprecationWarning"}
GOOD = {
    "main.py": APPLICATION,
    "filter.txt": "error::fastapi.exceptions.FastAPIDeprecationWarning",
}


def output(program):
    import pathlib

    rule = pathlib.Path("filter.txt").read_text().partition("::")[2]
    pathlib.Path("run.py").write_text(
        "import importlib, warnings\n"
        f"module, _, name = {rule!r}.rpartition('.')\n"
        "category = getattr(importlib.import_module(module or 'builtins'), name)\n"
        "warnings.simplefilter('error', category)\n"
        "import main\n"
    )
    return program.run("python", "run.py").stdout


def defect(program):
    assert "no error" in output(program), output(program)


def outside(program):
    assert "ORJSONResponse is deprecated" not in output(program)


def fine(program):
    assert "FastAPIDeprecationWarning" in output(program), output(program)
