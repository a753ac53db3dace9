"""`app.openapi_version = "3.0.2"` changes the label, not the schema: the document is invalid OpenAPI 3.0.

defect = "fastapi>=0.99; pydantic>=2"
environments = ["newest", "fastapi-0.115", "fastapi-0.98-pydantic-1"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI()
app.openapi_version = "3.0.2"


@app.get("/items")
def read_items(name: str | None = None):
    return []
"""

GOOD = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items(name: str | None = None):
    return []
"""


def document(program):
    schema = program.load().app.openapi()
    return schema["openapi"], schema["paths"]["/items"]["get"]["parameters"][0]["schema"]


def defect(program):
    version, parameter = document(program)
    assert version == "3.0.2"
    assert {"type": "null"} in parameter["anyOf"]


def fine(program):
    version, parameter = document(program)
    assert version.startswith("3.1") or {"type": "null"} not in parameter.get("anyOf", [])
