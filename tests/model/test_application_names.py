"""The names that classes of applications may go by."""

from __future__ import annotations

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.model.application_names import MAKING, application_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("from fastapi import FastAPI\napp = FastAPI()\n", set()),
        ("from fastapi import FastAPI as Framework\n", {"Framework"}),
        ("class Service(fastapi.FastAPI): ...\nclass Own(Service): ...\n", {"Service", "Own"}),
        ("if DEBUG:\n    App = FastAPI\nelse:\n    App: type = Starlette\n", {"App"}),
        ("Making = partial(FastAPI, debug=True)\nMore = Making\n", {"Making", "More"}),
        ("APP = FastAPI(title='x')\n", set()),
        ("make = FastAPI\n", set()),
        ("class Client(Base[FastAPI]): ...\n", set()),
        ("def f(app: FastAPI, kind=FastAPI): ...\nif App == FastAPI: ...\n", set()),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    files = Tree.of({"app.py": text})
    assert set(application_names(files, files.paths)) == {*MAKING, *names}


def test_names_are_followed_from_file_to_file() -> None:
    files = Tree.of(
        {
            "a.py": "from b import Service as Last\n\nclass Own(Last): ...\n",
            "b.py": "from fastapi import FastAPI\n\nclass Service(FastAPI): ...\n",
            "c.py": "from a import Own as Another\n",
        }
    )
    assert set(application_names(files, files.paths)) == {*MAKING, "Service", "Last", "Own", "Another"}
