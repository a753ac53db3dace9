"""Every construct by which applications are put together, in its smallest form: the route table that must result.

A heading states the construct. Its blocks are the files of a project; the block `routes` is the expected table, a
route a line: method, path, endpoint's qualname, then the dependencies in brackets. A line that begins with `middleware`
lists the classes outermost first, one that begins with `if` is a route under a condition that is not proven.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.files.tree import Tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.report.routes.rows import ApplicationRow, RouteRow, application_rows
from tests.case_files import count_headings, read_cases

FOLDER = Path(__file__).parent / "constructs"
CASES = [(file.stem, case) for file in sorted(FOLDER.glob("*.md")) for case in read_cases(file)]


@pytest.mark.parametrize(("name", "case"), [pytest.param(*pair, id=f"{pair[0]}: {pair[1].heading}") for pair in CASES])
def test_construct(name, case):
    files = dict(case.files)
    expected = sorted(line for line in files.pop("routes").splitlines() if line.strip())
    settings = [line.split("=", 1) for line in files.pop("environment", "").splitlines() if line.strip()]
    projects = open_projects(Tree.of(files), ProjectSettings(environment=dict(settings)))
    rows = [row for project in projects for row in application_rows(project)]
    assert sorted(line for row in rows for line in _lines(row)) == expected


def _lines(row: ApplicationRow) -> list[str]:
    lines = [_line(route) for route in row.routes] + [f"if {_line(route)}" for route in row.conditional]
    if row.middleware:
        lines.append("middleware " + " ".join(name.rpartition(".")[2] for name, _ in row.middleware))
    return lines


def _line(route: RouteRow) -> str:
    names = dict.fromkeys(found.name.rpartition(":")[2] for found in route.dependencies)
    dependencies = f" [{' '.join(names)}]" if names else ""
    return f"{','.join(route.methods)} {route.path} {route.endpoint.rpartition(':')[2] or '?'}{dependencies}"


def test_every_heading_is_a_case():
    headings = sum(count_headings(file.read_text("utf-8")) for file in FOLDER.glob("*.md"))
    assert headings == len(CASES) > 30


def test_what_an_import_takes_does_not_count_against_the_call_that_leads_to_it():
    statements = "".join(f"number_{number} = {number}\n" for number in range(100))
    router = "from fastapi import APIRouter\nrouter = APIRouter()\n@router.get('/')\ndef read(): ...\n"
    files = {f"part_{number}.py": statements + router for number in range(60)}
    files["main.py"] = (
        "import importlib\nfrom fastapi import FastAPI\napp = FastAPI()\n"
        "def first():\n    second()\ndef second():\n    third()\ndef third():\n    fourth()\n"
        "def fourth():\n    for number in range(60):\n"
        "        module = importlib.import_module(f'part_{number}')\n"
        "        app.include_router(module.router, prefix=f'/{number}')\nfirst()\n"
    )
    (project,) = open_projects(Tree.of(files), ProjectSettings())
    assert len(project.routes) == 60
