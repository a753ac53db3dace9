"""An engine made in a dependency makes a pool per request: no connection is ever used again.

defect = ""
environments = ["newest"]
"""

BAD = """
from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

app = FastAPI()
connected = []


@event.listens_for(Engine, "connect")
def count(connection, record):
    connected.append(connection)


def get_session():
    engine = create_engine("sqlite:///shop.db")
    with Session(engine) as session:
        yield session


@app.get("/")
def read(session: Session = Depends(get_session)):
    return session.execute(text("select 1")).scalar()
"""

GOOD = BAD.replace('    engine = create_engine("sqlite:///shop.db")\n', "").replace(
    "app = FastAPI()\n", 'app = FastAPI()\nengine = create_engine("sqlite:///shop.db")\n'
)


def connections(program):
    client = program.client()
    for _ in range(5):
        assert client.get("/").json() == 1
    return len(program.load().connected)


def defect(program):
    assert connections(program) == 5


def fine(program):
    assert connections(program) == 1
