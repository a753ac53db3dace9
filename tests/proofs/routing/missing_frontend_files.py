"""StaticFiles with a folder that does not exist raises when it is constructed.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"))
"""

GOOD = {"main.py": BAD, "static/site.css": "body {}"}


def defect(program):
    from bench.program import raises

    with raises("RuntimeError", "Directory 'static' does not exist"):
        program.load()


def fine(program):
    assert program.client().get("/static/site.css").status_code == 200
