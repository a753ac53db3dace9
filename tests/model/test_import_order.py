"""The order in which files will be needed, from their import statements alone."""

from __future__ import annotations

from fastdoctor.files.tree import Tree
from fastdoctor.names.import_order import ImportOrder, import_order
from fastdoctor.names.modules import ModuleIndex

FILES = {
    "app/__init__.py": "",
    "app/main.py": "import os\nfrom app import api, models\nfrom app.helpers import x\napp = 1\n",
    "app/other.py": "import app.helpers, app.api as api\nfrom .models import (\n    A,\n    B as C,\n)\n",
    "app/api/__init__.py": "from .items import router\nfrom . import users\n",
    "app/api/items.py": "def inner():\n    from app.unseen import x\nfrom ..models import Item\n",
    "app/api/users.py": "from app.models import User\nfrom app.main import app\n",
    "app/models.py": "from app.unseen import z\n",
    "app/helpers.py": "x = 1\n",
    "app/unseen.py": "",
}


def order(first: tuple[str, ...], named: set[str]) -> ImportOrder:
    files = Tree.of(FILES)
    return import_order(files, ModuleIndex(files.paths), first, lambda path: path not in named)


def test_files_are_entered_as_deep_as_they_are_read_at_their_import():
    assert order(("app/main.py", "app/other.py"), {"app/models.py", "app/helpers.py"}) == ImportOrder(
        entered=(
            "app/main.py", "app/other.py", "app/__init__.py", "app/api/__init__.py", "app/api/items.py",
            "app/api/users.py",
        ),
        named=("app/models.py", "app/helpers.py"),
    )  # fmt: skip


def test_a_file_that_only_defines_names_leads_nowhere():
    assert order(("app/models.py",), {"app/unseen.py"}) == ImportOrder(
        ("app/models.py", "app/__init__.py"), ("app/unseen.py",)
    )


def test_everything_may_be_read_at_its_import():
    found = order(("app/main.py",), set())
    assert found.named == ()
    assert set(found.entered) == set(FILES) - {"app/other.py"}
