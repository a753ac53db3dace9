"""Code after yield without try and finally does not run when the route raises.

defect = ""
environments = ["newest", "fastapi-0.121", "fastapi-0.115", "fastapi-0.109", "fastapi-0.105"]
"""

BAD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
closed = []


def get_db():
    yield "session"
    closed.append("session")


@app.get("/")
def read(db: str = Depends(get_db)):
    raise HTTPException(status_code=404)
"""

GOOD = BAD.replace(
    '    yield "session"\n    closed.append("session")',
    '    try:\n        yield "session"\n    finally:\n        closed.append("session")',
)


def closed(program):
    assert program.client().get("/").status_code == 404
    return program.load().closed


def defect(program):
    assert closed(program) == []


def fine(program):
    assert closed(program) == ["session"]
