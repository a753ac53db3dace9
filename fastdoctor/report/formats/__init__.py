"""Which formats there are: each module of this folder is one, named as users name it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from fastdoctor.catalogue import Rule
from fastdoctor.report.presentation import Presentation
from fastdoctor.report.result import Result


class Format(Protocol):
    """A format: from a result and the rules that were selected to a text."""

    def __call__(self, result: Result, rules: Sequence[Rule], presentation: Presentation) -> str: ...


def format_names() -> tuple[str, ...]:
    """The names of all formats, sorted."""
    return tuple(sorted(module.name for module in iter_modules(__path__)))


def format_named(name: str) -> Format:
    """The format of that name; raises ModuleNotFoundError for a name that `format_names` does not list."""
    return cast(Format, import_module(f"{__name__}.{name}").render)
