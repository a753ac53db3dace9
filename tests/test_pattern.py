"""A pattern that is compiled later is a pattern like any other."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from fastdoctor.pattern import pattern

ROOT = Path(__file__).parent.parent


def test_it_does_what_a_compiled_one_does() -> None:
    words = pattern(r"(?P<first>\w)\w*", re.ASCII)
    found = words.match("abc def")
    assert found is not None
    assert (found["first"], words.sub("-", "abc def"), words.findall("abc def")) == ("a", "- -", ["a", "d"])
    assert (words.pattern, words.groups) == (r"(?P<first>\w)\w*", 1)
    assert pattern(rb"\d+").fullmatch(b"12") is not None
    with pytest.raises(AttributeError):
        words.unknown  # type: ignore[attr-defined]  # noqa: B018


def test_every_pattern_of_the_package_compiles() -> None:
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in (ROOT / "fastdoctor").rglob("*.py")
        if file.name not in {"__init__.py", "__main__.py"}
    ]
    kind = type(pattern(""))
    found = [value for name in modules for value in vars(import_module(name)).values() if isinstance(value, kind)]
    assert len(found) > 100
    for value in found:
        assert isinstance(value.pattern, (str, bytes))


def test_it_is_compiled_once_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda text, flags: compiled.append(text) or real(text, flags))
    words = pattern("a+")
    assert compiled == []
    assert [words.match(text) is not None for text in ("aa", "b")] == [True, False]
    assert compiled == ["a+"]
