"""`@app.middleware("websocket")` is accepted but only HTTP requests pass through it.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()
seen = []


@app.middleware("websocket")
async def watch(connection, call_next):
    seen.append(connection.scope["type"])
    return await call_next(connection)


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    await socket.close()
"""

GOOD = """
from fastapi import FastAPI, WebSocket

app = FastAPI()
seen = []


class Watch:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope["type"] == "websocket":
            seen.append("websocket")
        await self.app(scope, receive, send)


app.add_middleware(Watch)


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()
    await socket.close()
"""


def seen(program):
    client = program.client()
    with client.websocket_connect("/ws"):
        pass
    return program.load().seen


def defect(program):
    assert seen(program) == []
    program.client().get("/docs")
    assert seen(program) == ["http"]


def fine(program):
    assert seen(program) == ["websocket"]
