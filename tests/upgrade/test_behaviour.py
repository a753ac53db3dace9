"""Is each change of behaviour announced at its lines, under its release, and only where an upgrade crosses it?

A line that must be announced ends with `# here`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.upgrade.reading import advice

OLD = "fastapi==0.98.0\nstarlette==0.27.0\npydantic==1.10.24\n"
MODERN = "fastapi==0.121.3\nstarlette==0.49.3\npydantic==2.12.5\n"
NEWEST = "0.165.0"
HEAD = (
    "from typing import Annotated, Optional\n"
    "from fastapi import APIRouter, BackgroundTasks, Body, Depends, FastAPI, Form, HTTPException, Query, UploadFile\n"
    "from fastapi.responses import FileResponse, StreamingResponse\n"
    "from pydantic import BaseModel\n"
    "app = FastAPI()\n"
)
YIELDING = "def session():\n    found = open('a')\n    yield found\n"


@dataclass(frozen=True)
class Seen:
    """A change, what a project has before, the release it goes to, and its source."""

    change: str
    before: str
    to: str | None
    source: str
    package: str = "fastapi"


CASES = (
    Seen("fastapi 0.99.0", OLD, NEWEST,
         "Body(examples={'one': {'value': 1}})  # here\nBody(examples=[1])\nBody(openapi_examples={'one': {}})\n"),
    Seen("fastapi 0.100.0", OLD, NEWEST,
         "from pydantic import ValidationError\n@app.exception_handler(ValidationError)  # here\ndef a(): ...\n"
         "@app.exception_handler(KeyError)\ndef b(): ...\n"),
    Seen("fastapi 0.106.0", OLD, "0.115.14",
         f"{YIELDING}    raise HTTPException(409)  # here\n@app.get('/')\ndef a(s=Depends(session)): ...\n"),
    Seen("fastapi 0.106.0", OLD, "0.115.14",
         f"{YIELDING}@app.post('/')\ndef a(f: UploadFile, tasks: BackgroundTasks, s=Depends(session), n: int = 1):\n"
         "    tasks.add_task(print, s)  # here\n    tasks.add_task(print, file=f)  # here\n"
         "    tasks.add_task(print, n)\n"),
    Seen("fastapi 0.106.0", OLD, "0.115.14",
         f"{YIELDING}@app.get('/')\ndef a(s=Depends(session)):\n    return StreamingResponse(read(s))  # here\n"
         "@app.get('/b')\ndef b(s=Depends(session)):\n    return StreamingResponse(read('b'))\n"),
    Seen("fastapi 0.110.2", "fastapi==0.110.0\npydantic==2.6.4\n", NEWEST,
         "EXPECTED = {'url': 'https://errors.pydantic.dev/2.6/v/missing'}  # here\n"),
    Seen("fastapi 0.118.0", "fastapi==0.115.14\npydantic==2.11.10\n", NEWEST,
         f"{YIELDING}    found.commit()  # here\n@app.get('/')\ndef a(s=Depends(session)):\n    s.commit()\n"),
    Seen("fastapi 0.118.0", "fastapi==0.115.14\npydantic==2.11.10\n", NEWEST,
         f"{YIELDING}    raise HTTPException(409)  # here\n@app.get('/')\ndef a(s=Depends(session)): ...\n"),
    Seen("fastapi 0.122.0", MODERN, NEWEST,
         "from fastapi.security import APIKeyHeader\nclass Key(APIKeyHeader):\n"
         "    def check_api_key(self, api_key, auto_error): ...  # here\n    def other(self): ...\n"),
    Seen("fastapi 0.132.0", MODERN, NEWEST,
         "import json\nfrom fastapi.testclient import TestClient\nclient = TestClient(app)\n"
         "client.post('/', content=json.dumps({}))  # here\nclient.put('/', data='{}')  # here\n"
         "client.post('/', json={})\nclient.post('/', content='a')\nclient.post('/', data={'a': 1})\n"
         "client.post('/', content='{}', headers={'content-type': 'application/json'})\n"),
    Seen("fastapi 0.132.0", MODERN, NEWEST,
         "from fastapi.routing import APIRoute\nclass Own(APIRoute):\n"
         "    def __init__(self, path, endpoint, response_model=None): ...  # here\n"
         "class Loose(APIRoute):\n    def __init__(self, path, endpoint, **others): ...\n"),
    Seen("fastapi 0.137.0", MODERN, NEWEST, "APIRouter().mount('/a', FastAPI())  # here\napp.mount('/b', FastAPI())\n"),
    Seen("fastapi 0.147.0", MODERN, "0.161.1",
         "@app.post('/')\ndef a(\n    b: bool = Form(),  # here\n    c: Annotated[bool, Form()] = True,  # here\n"
         "    d: bool = Form(False),\n    e: str = Form(),\n): ...\n"),
    Seen("fastapi 0.148.0", MODERN, NEWEST,
         "@app.get('/')\ndef a(\n    b: int = Query(1, gt=5),  # here\n"
         "    c: Annotated[str, Query(min_length=3)] = 'a',  # here\n"
         "    d: int = Query(6, gt=5),\n    e: int = Query(gt=5),\n): ...\n"),
    Seen("fastapi 0.149.0", MODERN, NEWEST,
         "class Login(BaseModel):\n    name: str  # here\n    age: int\n    nick: str = ''\n"
         "class Other(BaseModel):\n    name: str\n"
         "@app.post('/')\ndef a(login: Annotated[Login, Form()]): ...\n@app.put('/')\ndef b(other: Other): ...\n"),
    Seen("fastapi 0.151.0", MODERN, NEWEST,
         "class Item(BaseModel):\n    a: int = 1\n@app.post('/')\ndef a(item: Item = Item()): ...  # here\n"
         "@app.put('/')\ndef b(\n    n: int = Body(5, embed=True),  # here\n"
         "    m: int | None = Body(None),\n    o: int = Body(),\n): ...\n"
         "@app.patch('/')\ndef c(item: Item): ...\n"),
    Seen("fastapi 0.137.0", MODERN, NEWEST,
         "app.include_router(APIRouter())\ndef named(app: FastAPI):\n    for route in app.routes:  # here\n"
         "        route.operation_id = route.name\ndef listed(router: APIRouter):\n"
         "    return [route.path for route in router.routes]\n@app.get('/')\ndef a(): ...\n"
         "router = APIRouter()\n@router.get('/r')\ndef b(): ...\napp.include_router(router)\n"),
    Seen("fastapi 0.140.13", "fastapi==0.136.3\npydantic==2.12.5\n", NEWEST,
         "@app.get('/', status_code=202)  # here\ndef a():\n    yield 1\n"
         "@app.get('/b', status_code=200)\ndef b():\n    yield 1\n@app.get('/c', status_code=202)\ndef c(): ...\n"),
    Seen("starlette 0.46.0", "fastapi==0.115.8\nstarlette==0.45.3\npydantic==2.11.10\n", NEWEST,
         "from starlette.formparsers import MultiPartParser\nMultiPartParser.max_file_size = 1  # here\n"
         "MultiPartParser.max_files = 1\n"),
    Seen("starlette 0.45.0", "fastapi==0.115.0\nstarlette==0.38.6\npydantic==2.9.2\n", NEWEST,
         "from starlette import status\nprint(status.WS_1004_NO_STATUS_RCVD)  # here\n"
         "print(status.WS_1000_NORMAL_CLOSURE)\n"
         "from starlette.status import WS_1005_ABNORMAL_CLOSURE  # here\nprint(WS_1005_ABNORMAL_CLOSURE)\n"),
    Seen("starlette 0.46.0", "fastapi==0.115.8\nstarlette==0.45.3\npydantic==2.11.10\n", NEWEST,
         "from fastapi.testclient import TestClient\nTestClient(app).get('/', timeout=3)  # here\n"),
    Seen("starlette 1.1.0", MODERN, NEWEST,
         "FileResponse('a.unknown')  # here\nFileResponse('a.txt')\nFileResponse('a.unknown', media_type='a/b')\n"),
    Seen("starlette 1.2.0", MODERN, NEWEST, "from fastapi.testclient import TestClient  # here\n"),
    Seen("pydantic 2.0", OLD, NEWEST,
         "class Item(BaseModel):\n    a: Optional[int]  # here\n    b: int | None  # here\n"
         "    c: Optional[int] = None\n    d: int\n"),
    Seen("pydantic 2.4", OLD, NEWEST, "import pydantic\nprint(pydantic.Extra.forbid)  # here\n"),
    Seen("pydantic 2.11", "fastapi==0.115.0\npydantic==2.10.6\n", None,
         "class Item(BaseModel):\n    a: int = 1\nprint(Item().model_fields)  # here\nprint(Item.model_fields)\n",
         "pydantic"),
    Seen("pydantic 2.12", "fastapi==0.115.0\npydantic==2.10.6\n", None,
         "from pydantic import model_validator\nclass Item(BaseModel):\n    @model_validator(mode='after')\n"
         "    @classmethod\n    def a(cls, value): ...  # here\n"
         "    @model_validator(mode='after')\n    def b(self): ...\n"
         "    @model_validator(mode='before')\n    @classmethod\n    def c(cls, value): ...\n", "pydantic"),
)  # fmt: skip


def lines(seen: Seen, before: str, to: str | None) -> set[int]:
    """The lines at which the case's change is announced."""
    package, release = seen.change.split()
    return {
        change.location.region.start_line
        for change in advice(HEAD + seen.source, before, to, package=seen.package).changes
        if (change.package, change.release) == (package, release) and change.location is not None
    }


@pytest.mark.parametrize("seen", CASES, ids=lambda seen: f"{seen.change}: {seen.source[:40]!r}")
def test_a_change_is_announced_at_its_lines(seen: Seen) -> None:
    marked = {number for number, line in enumerate((HEAD + seen.source).splitlines(), 1) if line.endswith("# here")}
    assert marked
    assert lines(seen, seen.before, seen.to) == marked


@pytest.mark.parametrize("seen", CASES, ids=lambda seen: f"{seen.change}: {seen.source[:40]!r}")
def test_whoever_has_the_release_already_is_not_told(seen: Seen) -> None:
    here = "fastapi==0.164.0\nstarlette==1.9.0\npydantic==2.14.0\n"
    assert lines(seen, here, None) == set()


def test_what_was_taken_back_is_not_told() -> None:
    source = HEAD + "@app.post('/')\ndef a(b: bool = Form()): ...\n"
    told = {(change.package, change.release) for change in advice(source, MODERN, NEWEST).changes}
    assert ("fastapi", "0.147.0") not in told


def test_what_never_worked_the_old_way_is_not_told() -> None:
    source = HEAD + f"{YIELDING}    found.commit()\n@app.get('/')\ndef a(s=Depends(session)): ...\n"
    told = {(change.package, change.release) for change in advice(source, OLD, NEWEST).changes}
    assert ("fastapi", "0.118.0") not in told


def test_bare_fastapi_lost_what_it_brought() -> None:
    requirements = "fastapi==0.111.1\npydantic==2.7.4\n"
    found = advice("import fastapi, uvicorn\nuvicorn.run('main:app')\n", requirements)
    places = [change.location for change in found.changes if change.release == "0.112.0"]
    assert [place.path for place in places if place] == ["requirements.txt"]
    asked = advice("import fastapi, uvicorn\n", requirements + "uvicorn==0.30.0\n")
    assert [change for change in asked.changes if change.release == "0.112.0"] == []


def test_files_of_generated_clients() -> None:
    source = HEAD + "@app.post('/')\ndef a(\n    f: UploadFile,\n): ...\n"
    tool = {"package.json": '{"devDependencies": {"openapi-typescript": "7.0.0"}}'}
    assert "0.129.1" in {change.release for change in advice(source, MODERN, NEWEST, **tool).changes}
    assert "0.129.1" not in {change.release for change in advice(source, MODERN, NEWEST).changes}


def test_a_token_with_a_number_as_its_subject() -> None:
    source = "import fastapi, jwt\njwt.encode({'sub': 1}, 'key')\njwt.encode({'sub': '1'}, 'key')\n"
    changes = advice(source, "fastapi==0.120.0\npyjwt==2.9.0\n", None, package="pyjwt").changes
    found = [change for change in changes if change.release == "2.10.0"]
    assert [change.location.region.start_line for change in found if change.location] == [2]


def test_what_rules_find_only_in_the_upgraded_project() -> None:
    source = (
        "from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass Item(BaseModel):\n"
        "    a: int = 1\n    class Config:\n        orm_mode = True\n"
    )
    found = {(change.package, change.release): change for change in advice(source, OLD).changes}
    change = found["pydantic", "2.0"]
    assert change.location is not None
    assert (change.kind, change.location.region.start_line) == ("changes", 7)
    assert advice(source, "fastapi==0.165.0\nstarlette==1.10.0\npydantic==2.14.3\n").changes == ()
