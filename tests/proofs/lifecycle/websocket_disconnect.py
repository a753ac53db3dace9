"""A receive loop that does not handle WebSocketDisconnect ends in an error, and its clean-up never runs.

defect = ""
environments = ["newest", "fastapi-0.144"]
"""

BAD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()
clients = []


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    clients.append(socket)
    while True:
        await socket.send_text(await socket.receive_text())
    clients.remove(socket)
"""

GOOD = """
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

app = FastAPI()
clients = []


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    clients.append(socket)
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except WebSocketDisconnect:
        clients.remove(socket)
"""


def connect(program):
    with program.client().websocket_connect("/ws") as socket:
        socket.send_text("hello")
        assert socket.receive_text() == "hello"


def defect(program):
    from bench.program import raises

    with raises("WebSocketDisconnect"):
        connect(program)
    assert len(program.load().clients) == 1


def fine(program):
    connect(program)
    assert program.load().clients == []
