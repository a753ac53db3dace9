"""A small project and a rule of the user's own, for tests of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

RULE = '''"""The door is open

Anybody can walk in.

Bad:

```python
app = 1
```

Good:

```python
app = 2
```
"""

from fastdoctor import Finding, Location, Region, rule


@rule(severity="warning", cwe=306)
def check(project):
    path = f"{project.root}/main.py" if project.root else "main.py"
    yield Finding("the door of `app` is open", Location(path, Region(3, 1, 3, 4)), label="here", help="close it")
'''
MAIN = "from fastapi import FastAPI\n\napp = FastAPI()\n"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with one rule, `open-door`, that finds something in each project."""
    folder = tmp_path / "own rules"
    (folder / "doors").mkdir(parents=True)
    (folder / "doors" / "open_door.py").write_text(RULE)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the smallest FastAPI application."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "main.py").write_text(MAIN)
    (folder / "requirements.txt").write_text("fastapi==0.115.6\nuvicorn==0.34.0\n")
    return folder
