"""A yield dependency under @contextmanager: 500 since FastAPI 0.123, before that the context manager is handed over.

defect = ""
environments = ["newest", "fastapi-0.136", "fastapi-0.115"]
"""

BAD = """
from contextlib import contextmanager

from fastapi import Depends, FastAPI

app = FastAPI()


@contextmanager
def get_db():
    yield "session"


@app.get("/")
def read(db: str = Depends(get_db)):
    return db
"""

GOOD = BAD.replace("@contextmanager\n", "").replace("from contextlib import contextmanager\n\n", "")


def defect(program):
    from bench.program import installed

    if installed("fastapi") >= (0, 123, 5):
        assert program.client().get("/").status_code == 500
    else:
        assert program.client().get("/").json()["gen"] == ["session"]


def fine(program):
    assert program.client().get("/").json() == "session"
