"""`docs_url=None` alone hides neither /redoc nor /openapi.json.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

app = FastAPI(docs_url=None)
"""

GOOD = BAD.replace("docs_url=None", "openapi_url=None")


def statuses(program):
    return [program.client().get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")]


def defect(program):
    assert statuses(program) == [404, 200, 200]


def fine(program):
    assert statuses(program) == [404, 404, 404]
