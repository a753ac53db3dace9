"""BackgroundTasks in a WebSocket route are accepted and never run.

defect = ""
environments = ["newest", "fastapi-0.144"]
"""

BAD = """
from fastapi import BackgroundTasks, FastAPI, WebSocket

app = FastAPI()
done = []


@app.websocket("/ws")
async def talk(socket: WebSocket, tasks: BackgroundTasks):
    await socket.accept()
    tasks.add_task(done.append, "task")
    await socket.close()
"""

GOOD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()
done = []


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    await socket.close()
    done.append("task")
"""


def done(program):
    with program.client() as client, client.websocket_connect("/ws"):
        pass
    return program.load().done


def defect(program):
    assert done(program) == []


def fine(program):
    assert done(program) == ["task"]
