"""CORSMiddleware does not look at WebSockets: a page of any origin may connect.

defect = ""
environments = ["newest", "fastapi-0.144"]
"""

BAD = """
from fastapi import FastAPI, WebSocket
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    await socket.send_text("hello")
"""

GOOD = """
from fastapi import Depends, FastAPI, WebSocket, WebSocketException

app = FastAPI()


def check_origin(socket: WebSocket):
    if socket.headers.get("origin") != "https://app.example.com":
        raise WebSocketException(code=1008)


@app.websocket("/ws", dependencies=[Depends(check_origin)])
async def talk(socket: WebSocket):
    await socket.accept()
    await socket.send_text("hello")
"""


def hello(program, origin):
    with program.client().websocket_connect("/ws", headers={"origin": origin}) as socket:
        return socket.receive_text()


def defect(program):
    assert hello(program, "https://evil.example") == "hello"


def fine(program):
    from bench.program import raises

    assert hello(program, "https://app.example.com") == "hello"
    with raises("WebSocketDisconnect"):
        hello(program, "https://evil.example")
