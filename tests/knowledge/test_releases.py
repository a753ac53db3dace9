"""What the release data answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from packaging.version import Version

from fastdoctor.knowledge import releases
from fastdoctor.knowledge.spans import covers

DATA = Path(releases.__file__).parent / "data"


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        ("", ["0.95.0", "9"], []),
        ("0.104.0:", ["0.104.0", "1.0"], ["0.103.2"]),
        (":0.104.0", ["0.95.0", "0.103.2"], ["0.104.0"]),
        ("0.1:0.3,0.5:", ["0.1", "0.2.9", "0.5", "7"], ["0.3", "0.4.1", "0.0.9"]),
    ],
)
def test_spans(span: str, inside: list[str], outside: list[str]) -> None:
    assert all(covers(span, release) for release in inside)
    assert not any(covers(span, release) for release in outside)


def test_releases_are_complete_and_in_order() -> None:
    known = releases.releases("fastapi")
    assert len(known) >= 204
    assert known[0] == "0.65.0"
    assert [*known] == sorted(known, key=Version)


@pytest.mark.parametrize(
    ("specifier", "python", "expected"),
    [
        ("<=0.165.0", None, "0.165.0"),
        ("<=0.165.0", "3.10", "0.162.5"),
        ("<=0.165.0", "3.9", "0.128.8"),
        ("<=0.165.0", "3.7", "0.103.2"),
        ("~=0.115.0", "3.12", "0.115.14"),
        (">=99", None, None),
    ],
)
def test_the_newest_release_that_a_range_allows_on_a_python(
    specifier: str, python: str | None, expected: str | None
) -> None:
    assert releases.newest("fastapi", specifier, python) == expected


def test_what_a_release_requires() -> None:
    assert releases.range_of("fastapi", "0.115.0", "starlette") == "<0.39.0,>=0.37.2"
    assert {item.name for item in releases.requires("fastapi", "0.99.1") if not item.extra} == {
        "pydantic",
        "starlette",
    } | {"typing-extensions"}
    standard = {item.name for item in releases.requires("fastapi", "0.115.6") if item.extra == "standard"}
    assert standard >= {"uvicorn", "python-multipart", "httpx", "jinja2", "email-validator", "fastapi-cli"}
    assert "all" in releases.extras("fastapi", "0.115.6")


def test_nothing_is_said_of_releases_before_the_first_that_is_known() -> None:
    assert releases.requires("fastapi", "0.30.0") == ()
    assert releases.python_floor("fastapi", "0.55.0") == ""


def test_every_data_file_carries_its_date() -> None:
    files = sorted(DATA.glob("*.json"))
    assert len(files) > 35
    for file in files:
        assert json.loads(file.read_text("utf-8"))["date"] > "2026-01-01", file


def test_releases_before_the_first_known_one_tell_what_they_require() -> None:
    assert not releases.is_covered("fastapi", "0.55.0")
    assert releases.range_of("fastapi", "0.55.0", "starlette") == "==0.13.2"
    assert releases.range_of("fastapi", "0.65.2", "starlette") == "==0.14.2"
    assert releases.range_of("fastapi", "0.88.0", "starlette") == "==0.22.0"
    assert releases.range_of("fastapi", "0.1.0", "starlette") is None
