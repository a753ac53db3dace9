"""A WebSocket endpoint that is not async fails on connection.

defect = ""
environments = ["newest", "fastapi-0.144"]
"""

BAD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws")
def talk(socket: WebSocket):
    socket.accept()
"""

GOOD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
"""


def connect(program):
    with program.client().websocket_connect("/ws"):
        return True


def defect(program):
    from bench.program import raises

    with raises("TypeError", "can't be used in 'await' expression"):
        connect(program)


def fine(program):
    assert connect(program)
