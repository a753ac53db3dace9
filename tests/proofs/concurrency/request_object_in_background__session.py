"""From FastAPI 0.106 to 0.117 a yielded session is closed before the background task uses it.

defect = "fastapi>=0.106,<0.118"
environments = ["newest", "fastapi-0.121", "fastapi-0.117", "fastapi-0.109", "fastapi-0.105"]
"""

BAD = """
from fastapi import BackgroundTasks, Depends, FastAPI

app = FastAPI()
seen = []


class Session:
    open = True


def get_session():
    session = Session()
    try:
        yield session
    finally:
        session.open = False


def work(session):
    seen.append(session.open)


@app.post("/")
def create(tasks: BackgroundTasks, session: Session = Depends(get_session)):
    tasks.add_task(work, session)
"""

GOOD = """
from fastapi import BackgroundTasks, FastAPI

app = FastAPI()
seen = []


class Session:
    open = True


def work():
    session = Session()
    seen.append(session.open)


@app.post("/")
def create(tasks: BackgroundTasks):
    tasks.add_task(work)
"""


def seen(program):
    program.client().post("/")
    return program.load().seen


def defect(program):
    assert seen(program) == [False]


def fine(program):
    assert seen(program) == [True]
