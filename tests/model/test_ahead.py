"""Another process parses what imports lead to; what it tells is what parsing here gives."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.names import ahead
from fastdoctor.names.ahead import Ahead, Reading, reading_ahead
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
    return Reading(files, ModuleIndex(files.paths), lambda: first, eager)


def told(asked: Reading, is_enough: Callable[[dict[bytes, bytes], Ahead], bool]) -> tuple[dict[bytes, bytes], Ahead]:
    found: dict[bytes, bytes] = {}
    with reading_ahead(asked) as other:
        until = time.monotonic() + 20
        while time.monotonic() < until and not is_enough(found, other):
            found.update(other.trees())
    return found, other


def trees(asked: Reading, count: int) -> dict[bytes, bytes]:
    return told(asked, lambda found, _: len(found) >= count)[0]


def test_what_imports_lead_to_is_parsed():
    expected = ("app/main.py", "app/__init__.py", "app/routes.py")
    assert list(trees(reading(("app/main.py",)), 3)) == [digest_of(FILES[path]) for path in reversed(expected)]


def test_what_was_needed_already_is_not_parsed():
    asked = reading(("app/main.py", "app/routes.py"))
    needed = ahead._Needed(asked.files.paths)
    needed.add("app/routes.py")
    content = io.BytesIO()
    ahead._tell(asked, needed, content)
    assert digest_of(FILES["app/main.py"]) in content.getvalue()
    assert digest_of(FILES["app/routes.py"]) not in content.getvalue()


def test_files_that_are_only_read_for_their_names_come_last():
    asked = reading(("app/main.py",), eager=lambda path: path.endswith("main.py"))
    assert next(iter(trees(asked, 3))) == digest_of(FILES["app/main.py"])
    assert digest_of(FILES["app/routes.py"]) in trees(asked, 3)


def test_the_words_of_all_files_are_told():
    found, other = told(reading(("app/main.py",)), lambda _, other: other.words is not None)
    assert len(found) == 3
    files = Tree.of(FILES)
    files.words.learn(other.words or b"")
    assert files.words.holding(["Item", "router("], files.paths) == ["app/main.py", "app/routes.py", "app/schemas.py"]
    assert files.words.holding(["Item"], files.paths, whole=True) == ["app/routes.py", "app/schemas.py"]


def test_a_tree_from_elsewhere_is_used(monkeypatch):
    parsed: list[str] = []
    monkeypatch.setattr("fastdoctor.syntax.parsed.parse_module", lambda path, text: parsed.append(path))
    asked: list[str] = []
    files = ParsedFiles()
    files.ahead = lambda path: asked.append(path) or trees(reading(("app/schemas.py",)), 1)
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
