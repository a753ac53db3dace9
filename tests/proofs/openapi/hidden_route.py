"""The document shows neither mounted applications nor WebSockets nor routes with include_in_schema=False.

defect = ""
environments = ["newest", "fastapi-0.115"]
"""

BAD = """
from fastapi import FastAPI, WebSocket

admin = FastAPI()


@admin.get("/users")
def read_users():
    return []


app = FastAPI()
app.mount("/admin", admin)


@app.websocket("/ws")
async def talk(socket: WebSocket):
    await socket.accept()


@app.get("/hidden", include_in_schema=False)
def hidden():
    return []
"""

GOOD = """
from fastapi import APIRouter, FastAPI

admin = APIRouter(prefix="/admin")


@admin.get("/users")
def read_users():
    return []


app = FastAPI()
app.include_router(admin)
"""


def defect(program):
    assert program.client().get("/admin/users").status_code == 200
    assert not program.load().app.openapi()["paths"]


def fine(program):
    assert "/admin/users" in program.load().app.openapi()["paths"]
