"""By which name is an application started?"""

from __future__ import annotations

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.project import ProjectSettings, open_projects

MAIN = "from fastapi import FastAPI\napp = FastAPI()\n"
CASES = {
    "a module": ({"main.py": MAIN}, "main:app"),
    "a package": ({"app/__init__.py": "", "app/main.py": MAIN}, "app.main:app"),
    "a folder that is the import root": ({"app/main.py": MAIN, "app/items.py": ""}, "main:app"),
    "a namespace package, as its own imports say": (
        {"app/main.py": f"from app.items import read\n{MAIN}", "app/items.py": "def read(): ...\n"},
        "app.main:app",
    ),
    "folders in a namespace package": (
        {"src/app/web/main.py": f"from app.items import read\n{MAIN}", "src/app/items.py": "def read(): ...\n"},
        "app.web.main:app",
    ),
    "a namespace package, as a start command says": (
        {"app/main.py": MAIN, "Procfile": "web: uvicorn app.main:app\n"},
        "app.main:app",
    ),
    "where it is made, not where it is imported": (
        {"alembic/env.py": "from fastapi import FastAPI\nfrom shop.main import app\n", "shop/main.py": MAIN},
        "shop.main:app",
    ),
    "the attribute of a class, not what wraps it": (
        {
            "server.py": "from fastapi import FastAPI\nimport uvicorn\n\n\nclass Server:\n    def __init__(self):\n"
            "        self._server = None\n"
            "        self.app = FastAPI()\n        self._server = uvicorn.Config(self.app)\n"
        },
        "server:Server().app",
    ),
    "the application itself, not an object that is given it": (
        {
            "addresses.py": "from fastapi import FastAPI\n\n\nclass Addresses:\n"
            "    def use(self, app: FastAPI):\n        self.app = app\n\n\naddresses = Addresses()\n",
            "main.py": f"from addresses import addresses\n{MAIN}addresses.use(app)\n",
        },
        "main:app",
    ),
    "a package of another name": (
        {"requests/main.py": f"from requests.sessions import Session\n{MAIN}"},
        "main:app",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_target(name: str) -> None:
    files, target = CASES[name]
    projects = open_projects(Tree.of(files), ProjectSettings())
    assert [application.fact.target for project in projects for application in project.applications] == [target]
