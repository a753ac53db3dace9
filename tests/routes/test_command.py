"""`fastdoctor routes` as users meet it: the table, its filters, JSON, and a page in a real browser."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

MAIN = """
from typing import Annotated

import flags
from fastapi import APIRouter, Depends, FastAPI, HTTPException
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.security import HTTPBearer
from pydantic import BaseModel

bearer = HTTPBearer()


class Item(BaseModel):
    name: str


def user(token: Annotated[str, Depends(bearer)]):
    raise HTTPException(401)


router = APIRouter(prefix="/items", tags=["items"])


@router.get("/{id}", response_model=Item)
async def read(id: int, q: str | None = None): ...


@router.post("", status_code=201)
def create(item: Item, name: Annotated[str, Depends(user)]) -> Item: ...


app = FastAPI()
app.add_middleware(GZipMiddleware)
app.include_router(router, prefix="/v1")
if flags.enabled():

    @app.get("/maybe", include_in_schema=False)
    def maybe(): ...
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "main.py").write_text(MAIN)
    return tmp_path


def run(project, *arguments):
    command = [sys.executable, "-m", "fastdoctor", "routes", str(project), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_table(project):
    lines = run(project).splitlines()
    assert lines[0] == "main:app at main.py:32"
    assert lines[1] == "middleware: GZipMiddleware"
    assert [line.split()[:4] for line in lines[3:6]] == [
        ["GET", "/v1/items/{id}", "read", "-"],
        ["POST", "/v1/items", "create", "user,"],
        ["GET", "/maybe", "maybe", "-"],
    ]
    assert "(if flags.enabled())" in lines[5]
    assert lines[-1] == (
        "2 routes in 1 application, 1 more under conditions or with parts that the source does not prove."
    )


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [
        (["--method", "post"], ["/v1/items"]),
        (["--path", "/v1/items/"], ["/v1/items/{id}"]),
        (["--path", "*tem?"], ["/v1/items"]),
        (["--unprotected"], ["/v1/items/{id}"]),
        (["--app", "other:app"], None),
    ],
)
def test_filters(project, arguments, paths):
    applications = json.loads(run(project, "--output-format", "json", *arguments))["applications"]
    found = [route["path"] for application in applications for route in application["routes"]]
    assert found == (paths or [])
    assert bool(applications) == (paths is not None)


def test_json(project):
    (application,) = json.loads(run(project, "--output-format", "json"))["applications"]
    assert application["target"] == "main:app"
    assert (application["file"], application["line"]) == ("main.py", 32)
    assert application["middleware"] == [
        {"class": "starlette.middleware.gzip.GZipMiddleware", "file": "main.py", "line": 33}
    ]
    read, create = application["routes"]
    assert read == {
        "kind": "api",
        "methods": ["GET"],
        "path": "/v1/items/{id}",
        "endpoint": "main:read",
        "is_async": True,
        "file": "main.py",
        "line": 24,
        "dependencies": [],
        "protection": [],
        "parameters": [{"name": "id", "source": "path"}, {"name": "q", "source": "query"}],
        "response_model": "Item",
        "status_code": None,
        "include_in_schema": True,
        "tags": ["items"],
        "through": [{"kind": "include", "prefix": "/v1", "file": "main.py", "line": 21}],
    }
    assert create["dependencies"] == ["main:user", "fastapi.security:HTTPBearer()"]
    assert create["protection"] == ["user", "HTTPBearer"]
    assert create["status_code"] == 201
    assert create["parameters"] == [{"name": "item", "source": "body"}, {"name": "name", "source": "dependency"}]
    (maybe,) = application["conditional_routes"]
    assert (maybe["path"], maybe["conditions"], maybe["include_in_schema"]) == ("/maybe", ["flags.enabled()"], False)


def test_page_in_a_browser(project, tmp_path):
    """The page works without a network: a search leaves the matching rows, and names from the source stay text."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    assert browser, "a headless Chromium is needed: apt-get install chromium"
    (project / "main.py").write_text(MAIN.replace("/maybe", "/<script>document.title='hacked'</script>"))
    page = tmp_path / "routes.html"
    run(project, "--output-format", "html", "--output-file", str(page))
    text = page.read_text("utf-8")
    assert "http://" not in text
    assert "https://" not in text
    probe = "<script>search.value = 'post items'; search.dispatchEvent(new Event('input'));</script></body>"
    page.write_text(text.replace("</body>", probe), "utf-8")
    flags = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    flags += ["--disable-background-networking", "--no-first-run", "--virtual-time-budget=2000", "--dump-dom"]
    shown = subprocess.run([browser, *flags, page.as_uri()], capture_output=True, text=True, check=True).stdout
    rows = [row for row in shown.split("<tr")[1:] if "data-words" in row]
    hidden = ["hidden=" in row.split(">")[0] for row in rows]
    assert len(rows) == 3
    assert [row for row, out in zip(rows, hidden, strict=True) if not out] == [rows[1]]
    assert "1 of 3 routes" in shown
    assert "hacked'</title" not in shown
    assert "<title>Routes</title>" in shown
    assert 'class="box middleware"' in shown
