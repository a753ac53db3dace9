"""`Depends(get_db())` hands over the result of the call: raised when the route is declared.

defect = ""
environments = ["newest", "fastapi-0.128", "fastapi-0.115"]
"""

BAD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "session"


@app.get("/")
def read(db: str = Depends(get_db())):
    return db
"""

GOOD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "session"


@app.get("/")
def read(db: str = Depends(get_db)):
    return db
"""


def defect(program):
    from bench.program import raises

    with raises("TypeError", "is not a callable object"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == "session"
