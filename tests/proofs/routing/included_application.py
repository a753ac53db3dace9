"""include_router of an application raises: an application is mounted.

defect = ""
environments = ["newest", "fastapi-0.136", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI

admin = FastAPI()
app = FastAPI()
app.include_router(admin)
"""

GOOD = """
from fastapi import FastAPI

admin = FastAPI()
app = FastAPI()
app.mount("/admin", admin)
"""


def defect(program):
    from bench.program import raises

    with raises("AttributeError", "'FastAPI' object has no attribute"):
        program.load()


def fine(program):
    assert program.client().get("/admin/docs").status_code == 200
