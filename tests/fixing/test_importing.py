"""Imports that fixes need stand where they belong, and names that are taken stay what they are."""

from __future__ import annotations

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.fixing.edits import edited
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.project.importing import spelled


def imported(text: str, wanted: str, **others: str) -> tuple[str, str] | None:
    """How a file says a name, and the file with the import that this takes."""
    tree = Tree.of({"main.py": text, **{f"{name}.py": content for name, content in others.items()}})
    (project,) = open_projects(tree, ProjectSettings())
    found = spelled(project.run, "main.py", wanted)
    return None if found is None else (found.text, edited(text, found.edits))


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("import asyncio\nimport fastapi\n", "asyncio.sleep"),
        ("import asyncio as aio\nimport fastapi\n", "aio.sleep"),
        ("from asyncio import sleep\nimport fastapi\n", "sleep"),
        ("from asyncio import sleep as nap\nimport fastapi\n", "nap"),
    ],
)
def test_what_is_imported_is_used(text: str, spelling: str) -> None:
    assert imported(text, "asyncio.sleep") == (spelling, text)


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        (
            "from fastapi import FastAPI\n",
            "asyncio.sleep",
            "import asyncio\n\nfrom fastapi import FastAPI\n",
        ),
        (
            '"""Page."""\n\nfrom __future__ import annotations\n\nimport os\nimport sys\n\nimport fastapi\n',
            "re.compile",
            '"""Page."""\n\nfrom __future__ import annotations\n\nimport os\nimport re\nimport sys\n\nimport fastapi\n',
        ),
        (
            "import os\n\nimport fastapi\n\nimport own\n",
            "pydantic.Field",
            "import os\n\nimport fastapi\nfrom pydantic import Field\n\nimport own\n",
        ),
        (
            "from fastapi import FastAPI\nfrom pydantic import BaseModel as Model, Field\n",
            "pydantic.ConfigDict",
            "from fastapi import FastAPI\nfrom pydantic import BaseModel as Model, ConfigDict, Field\n",
        ),
        (
            "from fastapi import (\n    FastAPI,  # the framework\n)\n",
            "fastapi.Query",
            "from fastapi import (\n    FastAPI,  # the framework\n    Query,\n)\n",
        ),
        (
            "#!/usr/bin/env python\n# a script\nfrom fastapi import FastAPI",
            "httpx.Client",
            "#!/usr/bin/env python\n# a script\nfrom fastapi import FastAPI\nfrom httpx import Client",
        ),
        (
            "import fastapi\nfrom typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from httpx import Client\n",
            "httpx.Timeout",
            "import fastapi\nfrom httpx import Timeout\nfrom typing import TYPE_CHECKING\n\n"
            "if TYPE_CHECKING:\n    from httpx import Client\n",
        ),
    ],
)
def test_an_import_is_added_beside_its_kind(before: str, wanted: str, after: str) -> None:
    found = imported(before, wanted, own="x = 1\n")
    assert found is not None
    assert found[1] == after


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("import fastapi\nasyncio = 1\n", "asyncio.sleep"),
        ("import asyncio\nimport fastapi\n\ndef f(asyncio): ...\nasyncio = None\n", "asyncio.sleep"),
        ("import fastapi\n\ndef Client(): ...\n", "httpx.Client"),
        ("import fastapi\n\ndef f(Client): ...\n", "httpx.Client"),
        (
            "from typing import TYPE_CHECKING\nimport fastapi\nif TYPE_CHECKING:\n    from httpx import Client\n",
            "httpx.Client",
        ),
    ],
)
def test_a_name_that_means_something_else_is_not_imported(text: str, wanted: str) -> None:
    assert imported(text, wanted) is None
