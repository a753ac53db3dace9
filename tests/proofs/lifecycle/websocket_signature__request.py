"""`Request` in a WebSocket route or in a dependency of it fails on connection.

defect = ""
environments = ["newest", "fastapi-0.144", "fastapi-0.143"]
"""

BAD = """
from fastapi import Depends, FastAPI, Request, WebSocket

app = FastAPI()


def get_language(request: Request):
    return request.headers.get("accept-language", "en")


@app.websocket("/ws")
async def talk(socket: WebSocket, language: str = Depends(get_language)):
    await socket.accept()
    await socket.send_text(language)
"""

GOOD = (
    BAD.replace("Request, WebSocket", "WebSocket")
    .replace("from fastapi import", "from starlette.requests import HTTPConnection\nfrom fastapi import")
    .replace("request: Request", "connection: HTTPConnection")
    .replace("request.headers", "connection.headers")
)


def language(program):
    with program.client().websocket_connect("/ws") as socket:
        return socket.receive_text()


def defect(program):
    from bench.program import raises

    with raises("TypeError", "missing 1 required positional argument: 'request'"):
        language(program)


def fine(program):
    assert language(program) == "en"
