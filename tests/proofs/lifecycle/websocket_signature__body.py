"""A body parameter in a WebSocket route closes every connection with 1008; BackgroundTasks never run.

defect = ""
environments = ["newest", "fastapi-0.144"]
"""

BAD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws")
async def talk(socket: WebSocket, options: dict):
    await socket.accept()
    await socket.send_text("hello")
"""

GOOD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    await socket.send_text("hello")
"""


def hello(program):
    with program.client().websocket_connect("/ws") as socket:
        return socket.receive_text()


def defect(program):
    from bench.program import raises

    with raises("WebSocketDisconnect"):
        hello(program)


def fine(program):
    assert hello(program) == "hello"
