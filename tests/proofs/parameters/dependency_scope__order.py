"""A request-scoped yield dependency cannot depend on a function-scoped one: raised when the route is declared.

defect = "fastapi>=0.121"
environments = ["newest", "fastapi-0.121", "fastapi-0.117"]
good = "fastapi>=0.121"
"""

BAD = """
from fastapi import Depends, FastAPI

app = FastAPI()


def get_db():
    yield "session"


def get_user(db: str = Depends(get_db, scope="function")):
    yield db


@app.get("/")
def read(user: str = Depends(get_user, scope="request")):
    return user
"""

GOOD = BAD.replace('scope="request"', 'scope="function"')


def defect(program):
    from bench.program import raises

    with raises("DependencyScopeError", "cannot depend on dependencies with scope"):
        program.load()


def outside(program):
    from bench.program import raises

    with raises("TypeError", "unexpected keyword argument 'scope'"):
        program.load()


def fine(program):
    assert program.client().get("/").json() == "session"
