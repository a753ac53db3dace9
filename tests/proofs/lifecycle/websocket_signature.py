"""A WebSocket parameter without its annotation is a query parameter: the connection is refused.

defect = ""
environments = ["newest", "fastapi-0.144", "fastapi-0.143"]
"""

BAD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()


@app.websocket("/ws")
async def talk(socket):
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()
"""

GOOD = BAD.replace("(socket)", "(socket: WebSocket)")


def hello(program):
    with program.client().websocket_connect("/ws") as socket:
        return socket.receive_text()


def defect(program):
    from bench.program import raises

    with raises("WebSocketDisconnect"):
        hello(program)


def fine(program):
    assert hello(program) == "hello"
