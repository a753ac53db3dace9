"""After an edit a workspace says what a fresh reading says, and asks again only where the edit reaches."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from fastdoctor.catalogue import Rule, load_rules
from fastdoctor.configuration import Configuration
from fastdoctor.files.tree import Tree, read_tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.workspace import Workspace
from tests.benchmarks.services import generate
from tests.case_files import CASES, read_cases
from tests.workspace.edits import compare, compare_case

SAMPLE = Path(__file__).parent.parent / "sample"
MAIN = """\
from fastapi import FastAPI

from work import load, made

app = FastAPI()
name = made()


@app.get("/")
async def read():
    return load()
"""
WORK = """\
import time


def load():
    return 1


def made():
    return "x"
"""
FILES = {
    "main.py": MAIN,
    "work.py": WORK,
    "notes.py": "# nothing\n",
    "README.md": "# A service\n",
    "requirements.txt": "fastapi==0.120.0\nuvicorn==0.38.0\n",
}


def workspace(**changed: str) -> Workspace:
    return beside({f"{name}.py": text for name, text in changed.items()})


def beside(files: Mapping[str, str | bytes], rules: Sequence[Rule] | None = None) -> Workspace:
    rules = load_rules() if rules is None else rules
    tree = Tree.of(FILES | files)
    return Workspace(tree, lambda tree: open_projects(tree, ProjectSettings()), rules, {"": Configuration()})


def said(of: Workspace) -> list[tuple[str, str, int]]:
    found = of.result().findings
    return [(finding.rule, finding.location.path, finding.location.region.start_line) for finding in found]


@pytest.mark.parametrize("seed", range(3))
def test_random_edits_of_the_sample(seed):
    tree = read_tree(SAMPLE)
    paths = [path for path in tree.paths if path.endswith(".py")]
    done = compare(tree, load_rules(), 40, random.Random(seed), paths)
    assert len(done.taken) > 5
    assert done.anew > 5


def test_random_edits_of_a_generated_service(tmp_path):
    generate(tmp_path, 24, seed=7)
    tree = read_tree(tmp_path)
    paths = [path for path in tree.paths if path.endswith(".py")]
    done = compare(tree, load_rules(), 40, random.Random(7), paths)
    assert len(done.taken) > 5


@pytest.mark.parametrize("file", sorted(CASES.rglob("*.md")), ids=lambda file: file.stem)
def test_random_edits_of_the_cases(file):
    for case in read_cases(file):
        compare_case(case, load_rules(), 3, seed=1)


def test_what_a_function_does_is_judged_again():
    edited = workspace()
    assert said(edited) == []
    assert edited.edited("main.py", MAIN.replace("return load()", "import time\n    time.sleep(1)").encode())
    assert said(edited) == [("blocking-call-in-async", "main.py", 12)]
    assert edited.edited("main.py", MAIN.encode())
    assert said(edited) == []


def test_what_a_function_imports_is_known_at_once():
    edited = workspace()
    for added in ("from fastapi import HTTPException", "return HTTPException(404)"):
        content = edited.tree.text("main.py").replace("    return load()", f"    {added}\n    return load()")
        assert edited.edited("main.py", content.encode())
        found = said(edited)
    assert found == [("returned-http-exception", "main.py", 12)]


def test_a_finding_moves_with_its_text():
    edited = workspace(main=MAIN.replace("return load()", "import time\n    time.sleep(1)"))
    assert said(edited) == [("blocking-call-in-async", "main.py", 12)]
    content = edited.tree.content("main.py").replace(b"app =", b"# one\n# two\napp =")
    assert edited.edited("main.py", content)
    assert said(edited) == [("blocking-call-in-async", "main.py", 14)]
    assert edited.edited("work.py", b"# above\n" + WORK.encode())
    assert said(edited) == [("blocking-call-in-async", "main.py", 14)]


def test_a_finding_of_another_file_follows():
    main = MAIN.replace("load", "pause").replace("pause()", "pause(1)")
    edited = workspace(main=main, work=WORK + "\n\npause = time.sleep\n")
    assert said(edited) == [("blocking-call-in-async", "main.py", 11)]
    assert not edited.edited("work.py", WORK.encode() + b"\n\npause = print\n")


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("main.py", 'get("/")', 'post("/")'),
        ("main.py", "import FastAPI", "import APIRouter, FastAPI"),
        ("work.py", 'return "x"', 'return "y"'),
        ("work.py", "def load():", "def load(a=1):"),
        ("work.py", "return 1", "return (1"),
        ("requirements.txt", "0.120.0", "0.121.0"),
        ("nowhere.py", "", "x = 1"),
    ],
)
def test_what_the_model_rests_on_is_read_anew(path, old, new):
    edited = workspace()
    edited.result()
    assert not edited.edited(path, FILES.get(path, "").replace(old, new).encode())
    assert said(edited) == []


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("work.py", "return 1", "return 2"),
        ("work.py", "import time", "import time  # a comment"),
        ("notes.py", "nothing", "something"),
        ("README.md", "service", "project"),
    ],
)
def test_what_it_does_not_rest_on_is_taken(path, old, new):
    edited = workspace()
    edited.result()
    assert edited.edited(path, FILES[path].replace(old, new).encode())
    assert said(edited) == []


def test_a_function_that_makes_an_application_now():
    edited = workspace()
    edited.result()
    assert not edited.edited("main.py", MAIN.replace("return load()", "return FastAPI()").encode())


def test_a_word_that_makes_a_file_matter_is_noticed():
    edited = workspace()
    edited.result()
    assert not edited.edited("notes.py", b"# nothing\nfrom fastapi import FastAPI\n")


def test_a_file_that_is_a_text_again():
    decoding = "import jwt\n\nclaims = jwt.decode('', options={'verify_signature': False})\n"
    edited = beside({"odd.py": decoding.encode() + b"# \xff\n"})
    assert [note.path for note in edited.result().not_evaluated] == ["odd.py"]
    assert not edited.edited("odd.py", decoding.encode())


def test_an_inclusion_holds_where_the_router_that_includes_moves():
    inner = "from fastapi import APIRouter\n\nrouter = APIRouter()\n\n\n@router.get('/{}')\ndef read(): ...\n"
    edited = workspace(
        main="from fastapi import FastAPI\nfrom outer import router\n\napp = FastAPI()\napp.include_router(router)\n",
        outer=inner.format("outer"),
        inner=inner.format("inner"),
        setup="import inner\nfrom outer import router\n\n\ndef setup():\n    router.include_router(inner.router)\n",
    )
    assert said(edited) == []
    assert edited.edited("outer.py", f"# above\n{inner.format('outer')}".encode())
    assert said(edited) == []


@pytest.mark.parametrize(
    ("files", "path", "old", "new"),
    [
        (
            {"script.py": '# /// script\n# dependencies = "fastapi"\n# ///\n# FastAPI\n'},
            "script.py",
            '"fastapi"',
            '["fastapi"]',
        ),
        (
            {"Dockerfile": "FROM python:3.12\nCMD python run.py\n", "run.py": MAIN},
            "run.py",
            "load()",
            "load('uvicorn')",
        ),
        (
            {"Procfile": "web: gunicorn main:app\n", "gunicorn.conf.py": "bind = 1  # FastAPI\n"},
            "gunicorn.conf.py",
            "1  #",
            "1 #",
        ),
    ],
    ids=["script", "server", "gunicorn"],
)
def test_what_the_stack_reads_of_python_files(files, path, old, new):
    edited = beside(files)
    edited.result()
    text = edited.tree.text(path)
    assert edited.edited("work.py", WORK.replace("return 1", "return 2").encode())
    assert not edited.edited(path, text.replace(old, new).encode())


def test_values_that_were_read_from_a_file_of_variables():
    conf = "class Settings(BaseSettings):\n    model_config = {'env_file': '.env'}\n    name: str = ''\n"
    files = {
        "conf.py": f"from pydantic_settings import BaseSettings\n\n\n{conf}\n\nNAME = Settings().name\n",
        "work.py": "import jwt\n\nimport conf\n\n\ndef load():\n    return jwt.decode(conf.NAME)\n",
        ".env": "NAME=one\n",
    }
    names = []

    def name(project):
        names.extend(call.argument("jwt", 0).constant for call in project.calls("jwt.decode"))
        return iter(())

    rule = next(rule for rule in load_rules() if rule.id == "unverified-jwt")
    rule = replace(rule, declaration=replace(rule.declaration, check=name))
    edited = beside(files, [rule])
    edited.result()
    assert names == ["one"]
    assert not edited.edited(".env", b"NAME=two\n")


def test_a_question_that_nobody_asked_in_the_last_round():
    called = []

    def decoded(project):
        called.clear()
        if b"off" not in project.content("notes.py"):
            called.extend(call.location.path for call in project.calls("jwt.decode"))
        return iter(())

    rule = next(rule for rule in load_rules() if rule.id == "unverified-jwt")
    edited = beside({}, [replace(rule, declaration=replace(rule.declaration, check=decoded))])
    edited.result()
    for path, text in (
        ("notes.py", "# off\n"),
        ("work.py", WORK.replace("return 1", "import jwt\n    return jwt.decode('')")),
        ("notes.py", "# on\n"),
    ):
        assert edited.edited(path, text.encode())
        edited.result()
    assert called == ["work.py"]


def test_only_rules_that_looked_are_asked_again(monkeypatch):
    edited = workspace()
    edited.result()
    asked = []
    from fastdoctor import doctor

    find = doctor._findings
    monkeypatch.setattr(doctor, "_findings", lambda rule, *rest: asked.append(rule.id) or find(rule, *rest))
    assert edited.edited("notes.py", b"# nothing at all\n")
    edited.result()
    assert asked == []
    assert edited.edited("main.py", MAIN.replace("return load()", "import time\n    time.sleep(1)").encode())
    edited.result()
    assert "blocking-call-in-async" in asked
    assert "no-lockfile" not in asked
