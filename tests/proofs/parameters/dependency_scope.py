"""Any scope string is accepted by Depends and changes nothing that was meant.

defect = "fastapi>=0.121"
environments = ["newest", "fastapi-0.121", "fastapi-0.117"]
good = "fastapi>=0.121"
"""

BAD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "session"


@app.get("/")
def read(db: str = Depends(get_db, scope="app")):
    return db
"""

GOOD = BAD.replace('"app"', '"function"')


def defect(program):
    assert program.client().get("/").json() == "session"


def outside(program):
    from bench.program import raises

    with raises("TypeError", "unexpected keyword argument 'scope'"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == "session"
