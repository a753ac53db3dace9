"""What is read from the sources of a release."""

from __future__ import annotations

from pathlib import Path

from tests.refresh.interface import interface


def test_names_keywords_bases_and_re_exports(tmp_path: Path) -> None:
    package = tmp_path / "fastapi"
    package.mkdir()
    (package / "__init__.py").write_text("from .main import Thing as Thing\nfrom ._hidden import made\n_private = 1\n")
    (package / "_hidden.py").write_text("def made(a, *, b, **rest): ...\n")
    (package / "main.py").write_text(
        "from dataclasses import dataclass\nfrom starlette.applications import Starlette\nimport typing\n"
        "class Thing(Starlette):\n    def __init__(self, *, x=1): ...\n    def get(self, path): ...\n"
        "    @staticmethod\n    def free(a): ...\n"
        "@dataclass\nclass Record:\n    a: int\n    b: typing.ClassVar[int] = 1\n"
        "@typing.overload\ndef over(a): ...\ndef over(a, b): ...\n"
    )
    found = interface(tmp_path)
    assert found.callables == {
        "fastapi.made": ("a", "b", "**"),
        "fastapi.main.Thing": ("x",),
        "fastapi.main.Thing.get": ("path",),
        "fastapi.main.Thing.free": ("a",),
        "fastapi.main.Record": ("a",),
        "fastapi.main.over": ("a", "b"),
    }
    assert found.aliases["fastapi.Thing"] == "fastapi.main.Thing"
    assert found.bases == {"fastapi.main.Thing": ("starlette.applications.Starlette",)}
    assert "fastapi.main.typing" not in found.names
    assert "fastapi.main.Starlette" in found.names


def test_names_that_a_module_makes_on_demand(tmp_path: Path) -> None:
    package = tmp_path / "pydantic"
    package.mkdir()
    (package / "__init__.py").write_text(
        "import typing\nif typing.TYPE_CHECKING:\n    from .main import *\n"
        "_dynamic = {'Model': (None, '.main'), 'Old': (None, '.old')}\ndef __getattr__(name): ...\n"
    )
    (package / "main.py").write_text("__all__ = ('Model',)\nclass Model:\n    def __init__(self, **data): ...\n")
    found = interface(tmp_path)
    assert found.aliases == {"pydantic.Model": "pydantic.main.Model"}
    assert "pydantic.Old" in found.names
