"""Another process parses what imports lead to; what it tells is what parsing here gives."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.names import ahead
from fastdoctor.names.ahead import Reading, parsing_ahead
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


def reading(first: tuple[str, ...], eager: Callable[[str], bool] = lambda path: True) -> Reading:
    files = Tree.of(FILES)
    return Reading(files, ModuleIndex(files.paths), first, eager)


def told(asked: Reading, count: int, needed: str = "") -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    with parsing_ahead(asked) as ready:
        until = time.monotonic() + 20
        while time.monotonic() < until and len(found) < count:
            found.update(ready(needed))
    return found


def test_what_imports_lead_to_is_parsed():
    expected = ("app/main.py", "app/__init__.py", "app/routes.py")
    assert list(told(reading(("app/main.py",)), 3)) == [digest_of(FILES[path]) for path in reversed(expected)]


def test_what_was_needed_already_is_not_parsed():
    asked = reading(("app/main.py", "app/routes.py"))
    needed = ahead._Needed(asked.files.paths)
    needed.add("app/routes.py")
    content = io.BytesIO()
    ahead._tell(asked, needed, content)
    assert digest_of(FILES["app/main.py"]) in content.getvalue()
    assert digest_of(FILES["app/routes.py"]) not in content.getvalue()


def test_a_tree_from_elsewhere_is_used(monkeypatch):
    parsed: list[str] = []
    monkeypatch.setattr("fastdoctor.syntax.parsed.parse_module", lambda path, text: parsed.append(path))
    asked: list[str] = []
    files = ParsedFiles()
    files.ahead = lambda path: asked.append(path) or told(reading(("app/schemas.py",)), 1)
    assert files.module("app/schemas.py", FILES["app/schemas.py"]).body
    assert parsed == []
    files.module("app/unread.py", FILES["app/unread.py"])
    assert parsed == ["app/unread.py"]
    assert asked == ["app/schemas.py", "app/unread.py"]


def test_the_projects_are_the_same(monkeypatch):
    alone = open_projects(Tree.of(FILES), ProjectSettings())
    monkeypatch.setattr(module, "processes_for", lambda files: 2)
    together = open_projects(Tree.of(FILES), ProjectSettings())
    assert [route.path for project in together for route in project.routes] == ["/"]
    assert [project.files_read for project in together] == [project.files_read for project in alone]
