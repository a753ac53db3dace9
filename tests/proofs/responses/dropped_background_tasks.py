"""Injected BackgroundTasks are dropped when the returned Response has a background task of its own.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse
from starlette.background import BackgroundTask

app = FastAPI()
done = []


@app.post("/items")
def create_item(tasks: BackgroundTasks):
    tasks.add_task(done.append, "mail")
    return JSONResponse({}, background=BackgroundTask(done.append, "log"))
"""

GOOD = """
from fastapi import BackgroundTasks, FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()
done = []


@app.post("/items")
def create_item(tasks: BackgroundTasks):
    tasks.add_task(done.append, "mail")
    tasks.add_task(done.append, "log")
    return JSONResponse({})
"""


def done(program):
    program.client().post("/items")
    return program.load().done


def defect(program):
    assert done(program) == ["log"]


def fine(program):
    assert done(program) == ["mail", "log"]
