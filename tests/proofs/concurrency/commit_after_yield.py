"""What fails after yield fails after the answer was sent since FastAPI 0.118: the client has a 200.

defect = "fastapi>=0.118"
environments = ["newest", "fastapi-0.121", "fastapi-0.117", "fastapi-0.115"]
good = "fastapi>=0.121"
"""

BAD = """
from fastapi import Depends, FastAPI

app = FastAPI()


class Session:
    def commit(self):
        raise RuntimeError("the database refused")


def get_session():
    session = Session()
    yield session
    session.commit()


@app.post("/items")
def create_item(session: Session = Depends(get_session)):
    return {"created": True}
"""

GOOD = BAD.replace("Depends(get_session)", 'Depends(get_session, scope="function")')


def defect(program):
    answer = program.client().post("/items")
    assert (answer.status_code, answer.json()) == (200, {"created": True})


def fine(program):
    assert program.client().post("/items").status_code == 500
