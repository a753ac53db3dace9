"""FastAPI writes OpenAPI 3.1 since 0.99 (not 0.100): `null` is a type there, which 3.0 readers do not know.

defect = "fastapi>=0.99"
environments = ["newest", "fastapi-0.99-pydantic-1", "fastapi-0.98-pydantic-1"]
"""

APPLICATION = """
from fastapi import FastAPI

app = FastAPI()


@app.get("/items")
def read_items():
    return []
"""

BAD = {
    "main.py": APPLICATION,
    "frontend/package.json": '{"devDependencies": {"openapi-typescript": "^5.4.1"}}\n',
}
GOOD = {
    "main.py": APPLICATION,
    "frontend/package.json": '{"devDependencies": {"openapi-typescript": "^7.4.0"}}\n',
}


def defect(program):
    assert program.load().app.openapi()["openapi"] == "3.1.0"


def outside(program):
    assert program.load().app.openapi()["openapi"] == "3.0.2"


def fine(program):
    assert program.load().app.openapi()["openapi"] in {"3.0.2", "3.1.0"}
