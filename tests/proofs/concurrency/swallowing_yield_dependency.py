"""`except` around yield without raise: the route's error becomes another one, a 500, since FastAPI 0.110.

defect = "fastapi>=0.110"
environments = ["newest", "fastapi-0.121", "fastapi-0.115", "fastapi-0.109"]
good = "fastapi>=0.106"
"""

BAD = """
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


def get_db():
    try:
        yield "session"
    except Exception:
        print("rollback")


@app.get("/")
def read(db: str = Depends(get_db)):
    raise HTTPException(status_code=404)
"""

GOOD = BAD.replace('        print("rollback")', '        print("rollback")\n        raise')


def defect(program):
    assert program.client().get("/").status_code == 500


def fine(program):
    assert program.client().get("/").status_code == 404
