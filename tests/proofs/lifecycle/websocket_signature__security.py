"""HTTPBearer and the other security classes fail in a WebSocket route before FastAPI 0.144.

defect = "fastapi<0.144"
environments = ["newest", "fastapi-0.144", "fastapi-0.143"]
good = "fastapi>=0.144"
"""

BAD = """
from fastapi import Depends, FastAPI, WebSocket
from fastapi.security import HTTPBearer

app = FastAPI()


@app.websocket("/ws")
async def talk(socket: WebSocket, token=Depends(HTTPBearer())):
    await socket.accept()
    await socket.send_text(token.credentials)
"""

GOOD = BAD


def token(program):
    with program.client().websocket_connect("/ws", headers={"Authorization": "Bearer abc"}) as socket:
        return socket.receive_text()


def defect(program):
    from bench.program import raises

    with raises("TypeError", "missing 1 required positional argument: 'request'"):
        token(program)


def fine(program):
    assert token(program) == "abc"
