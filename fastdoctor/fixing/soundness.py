"""Is a changed text still what it was: a file of its language, with all its comments?"""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections import Counter
from pathlib import PurePosixPath

from fastdoctor.pattern import pattern
from fastdoctor.suppression import MARK
from fastdoctor.suppression.comments import comments_of

_OURS = pattern(rf"#\s*{re.escape(MARK)}.*", re.DOTALL)


def unsound(path: str, before: str, after: str) -> str:
    """Why a change of a file must not be kept, "" for a sound one. What did not parse before need not parse after."""
    if "\r" in before.replace("\r\n", ""):
        return "the file has lines that end with a carriage return alone"
    if not _parses(path, after) and _parses(path, before):
        return "the file would not parse any more"
    if _broken(path, after) > _broken(path, before):
        return "the file would hold a syntax error"
    if _comments(path, before) - _comments(path, after):
        return "a comment would be lost"
    return ""


def _comments(path: str, text: str) -> Counter[str]:
    """The comments of a text, without what in them is for fastdoctor: fixes may write that and take it away."""
    kept = (_OURS.sub("", comment.text).strip() for comment in comments_of(path, text))
    return Counter(filter(None, kept))


def _broken(path: str, text: str) -> int:
    """The number of places in a Python text, of any version, that are no Python."""
    from fastdoctor.syntax.budget import GivenUp
    from fastdoctor.syntax.python import parse_module

    if not path.endswith((".py", ".pyi")):
        return 0
    try:
        return len(parse_module(path, text).broken)
    except GivenUp:
        return 1


def _parses(path: str, text: str) -> bool:
    """Whether a text is valid in the language that the name of its file tells, True for a language not known here."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in (".py", ".pyi"):
        return _is_python(text)
    if suffix == ".toml" or path.endswith("Pipfile"):
        return _is_toml(text)
    if suffix in (".yml", ".yaml"):
        return _is_yaml(text)
    return suffix != ".json" or _is_json(text)


def _is_python(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes of the project are not ours to tell
            ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _is_toml(text: str) -> bool:
    import tomli

    try:
        tomli.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _is_yaml(text: str) -> bool:
    import yaml

    try:
        for _ in yaml.parse(text, yaml.SafeLoader):
            pass
    except (yaml.YAMLError, RecursionError):
        return False
    return True


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
