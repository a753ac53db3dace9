"""Does the comparison see each kind of difference?"""

from __future__ import annotations

from typing import Any

import pytest

from tests.live.comparison import best, compare

REAL: dict[str, Any] = {
    "routes": [
        {"kind": "api", "methods": ["GET"], "path": "/a", "endpoint": "p.a:read", "file": "/own/a.py",
         "dependencies": ["p.d:get_db", "lib:foreign"]},
        {"kind": "websocket", "methods": ["WEBSOCKET"], "path": "/w", "endpoint": "p.a:talk", "file": "/own/a.py",
         "dependencies": []},
        {"kind": "api", "methods": ["GET"], "path": "/lib", "endpoint": "lib:x", "file": "/lib/x.py",
         "dependencies": []},
        {"kind": "route", "methods": ["GET"], "path": "/docs", "endpoint": "fastapi:docs", "file": "/fastapi.py",
         "dependencies": []},
    ],
    "middleware": ["starlette.middleware.cors.CORSMiddleware"],
}  # fmt: skip


def static(**changes: Any) -> dict[str, Any]:
    """A table that equals REAL where its own code goes, except for the changes to its first route."""
    first = {
        "kind": "api",
        "methods": ["GET"],
        "path": "/a",
        "endpoint": "src.p.a:read",
        "dependencies": ["p.d:get_db"],
    }
    second = {"kind": "websocket", "methods": [], "path": "/w", "endpoint": "src.p.a:talk", "dependencies": []}
    return {"routes": [{**first, **changes}, second], "middleware": [{"class": "x.CORSMiddleware"}]}


def wanted(table: dict[str, Any]) -> str:
    return str(compare(REAL, table, ("/own/",)))


def test_equal_tables_differ_in_nothing() -> None:
    table = static(dependencies=["p.d:get_db", "lib:foreign"])
    assert not compare(REAL, table, ("/own/",))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"path": "/b"}, ["missing: GET /a read", "invented: GET /b read"]),
        ({"methods": ["POST"]}, ["missing: GET /a read", "invented: POST /a read"]),
        ({"endpoint": "p.a:other"}, ["missing: GET /a read"]),
        ({"dependencies": []}, ["dependencies of GET /a read: ['foreign', 'get_db'], but fastdoctor says []"]),
    ],
)
def test_difference_of_a_route_is_named(changes: dict[str, Any], words: list[str]) -> None:
    assert all(each in wanted(static(**changes)) for each in words)


def test_difference_in_middleware_is_named() -> None:
    table = {**static(dependencies=["p.d:get_db", "lib:foreign"]), "middleware": []}
    assert wanted(table) == "middleware ['CORSMiddleware'], but fastdoctor says []"


def test_application_with_most_common_operations_is_compared() -> None:
    assert best(REAL, [{"routes": [], "middleware": []}, static()])["routes"]
    assert best(REAL, [])["routes"] == []
