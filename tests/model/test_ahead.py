"""Another process parses what imports lead to; what it tells is what parsing here gives."""

from __future__ import annotations

import sys
import time

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.names.ahead import parsing_ahead
from fastdoctor.names.modules import ModuleIndex
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.project import opening as module
from fastdoctor.syntax.parsed import ParsedFiles, digest_of

FILES = {
    "app/__init__.py": "",
    "app/main.py": "from fastapi import FastAPI\nfrom app import routes\nfrom .broken import x\n\napp = FastAPI()\n"
    "app.include_router(routes.router)\n",
    "app/routes.py": "try:\n    from app.schemas import Item\nexcept ImportError:\n    pass\n"
    "from fastapi import APIRouter\nrouter = APIRouter()\n\n@router.get('/')\ndef read() -> Item: ...\n",
    "app/schemas.py": "class Item: ...\n",
    "app/broken.py": "x = )\n",
    "app/unread.py": "y = 1\n",
}
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="several processes are used on Linux only")


def told(first: tuple[str, ...]) -> dict[bytes, bytes]:
    files = Tree.of(FILES)
    found: dict[bytes, bytes] = {}
    with parsing_ahead(files, ModuleIndex(files.paths), first) as ready:
        until = time.monotonic() + 20
        while time.monotonic() < until and len(found) < 4:
            found.update(ready())
    return found


def test_what_imports_lead_to_is_parsed():
    expected = ("app/__init__.py", "app/main.py", "app/routes.py", "app/schemas.py")
    assert set(told(("app/main.py",))) == {digest_of(FILES[path]) for path in expected}


def test_a_tree_from_elsewhere_is_used(monkeypatch):
    parsed: list[str] = []
    monkeypatch.setattr("fastdoctor.syntax.parsed.parse_module", lambda path, text: parsed.append(path))
    files = ParsedFiles()
    files.ahead = lambda: told(("app/main.py",))
    assert files.module("app/schemas.py", FILES["app/schemas.py"]).body
    assert parsed == []
    files.module("app/unread.py", FILES["app/unread.py"])
    assert parsed == ["app/unread.py"]


def test_the_projects_are_the_same(monkeypatch):
    alone = open_projects(Tree.of(FILES), ProjectSettings())
    monkeypatch.setattr(module, "processes_for", lambda files: 2)
    together = open_projects(Tree.of(FILES), ProjectSettings())
    assert [route.path for project in together for route in project.routes] == ["/"]
    assert [project.files_read for project in together] == [project.files_read for project in alone]
