"""What a program gives differs where a change is announced, and only there: both releases are run.

A line that the change touches ends with `# here`; programs without one give the same on both.
"""

from __future__ import annotations

import pytest

from tests.upgrade.reading import announced
from tests.upgrade.running import NEWEST, outcomes

BEFORE = ("fastapi==0.121.3", "starlette==0.49.3", "pydantic==2.12.5")
HEAD = """import io, json, os, tempfile
from contextlib import contextmanager
from typing import Annotated
from fastapi import APIRouter, BackgroundTasks, Body, Depends, FastAPI, File, Form, Header, HTTPException
from fastapi import Query, UploadFile
from fastapi.openapi.utils import get_openapi
from fastapi.responses import FileResponse, StreamingResponse
from fastapi.routing import APIRoute
from fastapi.security import APIKeyHeader, HTTPBearer
from fastapi.templating import Jinja2Templates
from fastapi.testclient import TestClient
from pydantic import AliasChoices, BaseModel, Field
app = FastAPI()
client = TestClient(app, raise_server_exceptions=False)
JSON = {"content-type": "application/json"}
EMPTY = b'--b\\r\\nContent-Disposition: form-data; name="file"; filename=""\\r\\n\\r\\n\\r\\n--b--\\r\\n'
FOLDER = tempfile.mkdtemp()
for name in ("a.txt", "a.html"):
    with open(os.path.join(FOLDER, name), "w") as file:
        file.write("{{ x }}")
TEMPLATES = Jinja2Templates(FOLDER)
"""
PROGRAMS = {
    "missing credentials": """
scheme = HTTPBearer()  # here
@app.get("/")
def read(token=Depends(scheme)): ...
result = client.get("/").status_code
""",
    "missing credentials, asked for": """
scheme = HTTPBearer(auto_error=False)
@app.get("/")
def read(token=Depends(scheme)): ...
result = client.get("/").status_code
""",
    "a key check of its own": """
class Key(APIKeyHeader):
    def check_api_key(self, api_key, auto_error):  # here
        return api_key
@app.get("/")
def read(key=Depends(Key(name="key", auto_error=False))):
    return key
result = client.get("/", headers={"key": "a"}).status_code
""",
    "JSON that says nothing of itself": """
@app.post("/")
def write(item: dict): ...
result = client.post("/", content=json.dumps({"a": 1})).status_code  # here
""",
    "JSON that says so": """
@app.post("/")
def write(item: dict): ...
result = [client.post("/", json={}).status_code, client.post("/", content="{}", headers=JSON).status_code]
""",
    "a path operation with yield": """
@app.get("/")
def read():  # here
    yield 1
result = client.get("/").headers["content-type"]
""",
    "what a router mounts": """
router = APIRouter()
router.mount("/inner", FastAPI())  # here
app.include_router(router)
result = client.get("/inner/docs").status_code
""",
    "a default that is refused": """
@app.get("/")
def read(number: int = Query(1, gt=5)):  # here
    return number
result = client.get("/").status_code
""",
    "a default that fits": """
@app.get("/")
def read(number: int = Query(6, gt=5)):
    return number
result = client.get("/").status_code
""",
    "an empty string in a form": """
class Login(BaseModel):
    name: str  # here
    nick: str = ""
@app.post("/")
def write(login: Annotated[Login, Form()]): ...
result = client.post("/", data={"name": ""}).status_code
""",
    "an empty string in a form for a field with a default": """
class Login(BaseModel):
    nick: str = ""
@app.post("/")
def write(login: Annotated[Login, Form()]):
    return login
result = client.post("/", data={"nick": ""}).json()
""",
    "null for a body with a default": """
class Item(BaseModel):
    size: int = 1
@app.post("/")
def write(item: Item = Item()): ...  # here
result = client.post("/", content="null", headers=JSON).status_code
""",
    "null for a part of a body": """
@app.post("/")
def write(size: int = Body(5, embed=True)): ...  # here
result = client.post("/", content='{"size": null}', headers=JSON).status_code
""",
    "null where it is allowed": """
@app.post("/")
def write(size: int | None = Body(None, embed=True)): ...
result = client.post("/", content='{"size": null}', headers=JSON).status_code
""",
    "a file of unknown type": """
result = FileResponse("/tmp/a.unknown").media_type  # here
""",
    "a file of known type": """
result = FileResponse("/tmp/a.txt").media_type
""",
    "a boolean field of a form, before and after it was always there": """
@app.post("/")
def write(agreed: bool = Form()): ...
result = client.post("/", data={"other": "1"}).status_code
""",
    "an upload in a background task, on releases that close it late": """
seen = []
@app.post("/")
def write(tasks: BackgroundTasks, file: UploadFile = File(None)):
    tasks.add_task(lambda found: seen.append(found.file.read()), file)
client.post("/", files={"file": io.BytesIO(b"a")})
result = seen
""",
    "a route class of its own that takes everything": """
class Own(APIRoute):
    def __init__(self, path, endpoint, **others):
        super().__init__(path, endpoint, **others)
router = APIRouter(route_class=Own)
@router.get("/")
def read(): ...
app.include_router(router)
result = client.get("/").status_code
""",
    "a route class of its own that does not": """
class Own(APIRoute):
    def __init__(self, path, endpoint, response_model=None, status_code=None, tags=None, dependencies=None,  # here
                 summary=None, description=None, response_description="", responses=None, deprecated=None,
                 methods=None, operation_id=None, response_model_include=None, response_model_exclude=None,
                 response_model_by_alias=True, response_model_exclude_unset=False,
                 response_model_exclude_defaults=False, response_model_exclude_none=False, include_in_schema=True,
                 response_class=None, name=None, callbacks=None, openapi_extra=None,
                 generate_unique_id_function=None, dependency_overrides_provider=None):
        super().__init__(path, endpoint, methods=methods)
router = APIRouter(route_class=Own)
@router.get("/a")
def read(): ...
app.include_router(router)
result = client.get("/a").status_code
""",
    "a loop over the routes of what includes routers": """
router = APIRouter()
@router.get("/a")
def read(): ...
app.include_router(router)
result = [route.path for route in app.routes]  # here
""",
    "a loop that asks each of them what it is": """
router = APIRouter()
@router.get("/a")
def read(): ...
app.include_router(router)
result = []
for route in app.routes:  # here
    if isinstance(route, APIRoute):
        result.append(route.path)
""",
    "routes that are handed on": """
router = APIRouter()
@router.get("/a")
def read(): ...
app.include_router(router)
result = sorted(get_openapi(title="a", version="1", routes=app.routes)["paths"])
""",
    "a loop over the routes of a router that includes none": """
router = APIRouter()
@router.get("/a")
def read(): ...
app.include_router(router)
result = [route.path for route in router.routes]
""",
    "an error at a header model's field": """
class Sent(BaseModel):
    x_token: str
@app.get("/")
def read(sent: Annotated[Sent, Header()]): ...
result = client.get("/").json()["detail"][0]["loc"] == ["header", "x_token"]  # here
""",
    "an error at a header that is a parameter": """
@app.get("/")
def read(x_token: str = Header()): ...
result = client.get("/").json()["detail"][0]["loc"] == ["header", "x-token"]
""",
    "an empty string for a parameter of a form": """
@app.post("/")
def write(name: str = Form()): ...  # here
result = client.post("/", data={"name": ""}).status_code
""",
    "an empty string for a parameter of a form with a default": """
@app.post("/")
def write(name: str = Form("a")):
    return name
result = client.post("/", data={"name": ""}).json()
""",
    "a file input that is left empty": """
@app.post("/")
def write(file: UploadFile): ...  # here
result = client.post("/", content=EMPTY, headers={"content-type": "multipart/form-data; boundary=b"}).status_code
""",
    "a name for validation alone": """
@app.get("/")
def read(size: int = Query(1, validation_alias="s")):  # here
    return size
result = [client.get("/?s=2").json(), client.get("/?size=2").json()]
""",
    "an alias": """
@app.get("/")
def read(size: int = Query(1, alias="s")):
    return size
result = [client.get("/?s=2").json(), client.get("/?size=2").json()]
""",
    "a choice of names": """
@app.get("/")
def read(size: int = Query(1, validation_alias=AliasChoices("s", "t"))):  # here
    return size
result = [client.get("/?s=2").json(), client.get("/?size=2").json()]
""",
    "the name of a field, without a marker": """
@app.get("/")
def read(size: Annotated[int, Field(alias="s")] = 1):  # here
    return size
result = [client.get("/?s=2").json(), client.get("/?size=2").json()]
""",
    "the name of a field, beside a marker": """
@app.get("/")
def read(size: Annotated[int, Field(alias="s"), Query()] = 1):  # here
    return size
result = [client.get("/?s=2").json(), client.get("/?size=2").json()]
""",
    "a field that says no name": """
@app.get("/")
def read(size: Annotated[int, Field(gt=5)] = 7):
    return size
result = [client.get("/?size=1").status_code, client.get("/?size=8").json()]
""",
    "a dependency that gives a context manager": """
@contextmanager  # here
def session():
    yield 1
@app.get("/")
def read(found=Depends(session)):
    with found as inner:
        return inner
result = client.get("/").status_code
""",
    "a dependency with yield": """
def session():
    yield 1
@app.get("/")
def read(found=Depends(session)):
    return found
result = client.get("/").json()
""",
    "a template that is no HTML": """
result = TEMPLATES.get_template("a.txt").render(x="<b>")  # here
""",
    "a template of HTML": """
result = TEMPLATES.get_template("a.html").render(x="<b>")
""",
    "what an endpoint did before its response was read": """
seen = []
def numbers():
    for number in range(3):
        seen.append(number)
        yield str(number)
@app.get("/")
def read():
    return StreamingResponse(numbers())
with client.stream("GET", "/") as response:  # here
    result = len(seen)
""",
    "a response that is read as a whole": """
@app.get("/")
def read():
    return StreamingResponse(iter(["a", "b"]))
result = client.get("/").text
""",
}
NAMES = sorted(PROGRAMS)


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[object, object]]:
    """What each program gives on the old releases and on the newest."""
    programs = tuple(PROGRAMS[name] for name in NAMES)
    old = outcomes(BEFORE, HEAD, programs, tmp_path_factory.mktemp("old"))
    new = outcomes(NEWEST, HEAD, programs, tmp_path_factory.mktemp("new"))
    return dict(zip(NAMES, zip(old, new, strict=True), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_what_differs_is_announced_and_nothing_else(name: str, given: dict[str, tuple[object, object]]) -> None:
    old, new = given[name]
    source = HEAD + PROGRAMS[name]
    marked = {number for number, line in enumerate(source.splitlines(), 1) if line.endswith("# here")}
    assert (old != new) == bool(marked), (old, new)
    requirements = "\n".join(BEFORE)
    assert announced(source, requirements, "changes") | announced(source, requirements, "breaks") == marked
