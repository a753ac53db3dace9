"""Random edits of real code, and whether a workspace says after each of them what a fresh reading says.

    python -m tests.workspace.edits [TREE]... [--edits 100] [--seed 0]

Without a TREE the projects of all cases of the rules are edited. Nothing is written: the edits are made in memory.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fastdoctor.catalogue import Rule, Selection, load_rules
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.files.tree import Tree, read_tree
from fastdoctor.project import Project, ProjectSettings, open_projects
from fastdoctor.report.result import Result
from fastdoctor.workspace import Workspace
from tests.case_files import CASES, Case, read_cases

_CONFIGURATIONS = {"": Configuration(selection=Selection(select=("ALL",)))}
_STATEMENTS = (
    "time.sleep(1)", "requests.get('http://example.org')", "raise HTTPException(404)", "return HTTPException(404)",
    "value = 1", "'''More\n    than one line.'''", "async def inner():\n    return await call()",
    "return JSONResponse({})",
    "response.set_cookie('session', token)", "model.dict()", "jwt.decode(token, options={'verify_signature': False})",
    "app = FastAPI()", "from fastapi import FastAPI, HTTPException", "import time", "import requests",
    "uvicorn.run('app.main:app', reload=True)", "class Config:\n    orm_mode = True", "router = APIRouter()",
    "app.include_router(router)", "pass  # fastdoctor: ignore[blocking-call-in-async]",
    "@app.get('/more')\ndef more(): ...", "made = lambda: requests.get('http://example.org')", "if True: time.sleep(2)",
    "try:\n    import ujson\nexcept ImportError:\n    ujson = None", "global app\napp = FastAPI(debug=True)",
    "def inner(value: int = Query(...)) -> None:\n    requests.get(value)", "items = []  # type: list[Depends]",
    "class Model(BaseModel):\n    name: str = None\n    @validator('name')\n    def check(cls, value): return value",
)  # fmt: skip
_MEMBERS = (
    "orm_mode = True", "name: Optional[str]", "tags: list[str] = []", "class Config:\n    orm_mode = True",
    "model_config = {'from_attributes': True}", "value = Depends", "@validator('name')\ndef check(cls, value): ...",
    "def save(self):\n    self.dict()", "async def load(self):\n    time.sleep(1)",
)  # fmt: skip
_DECORATORS = ("@app.get('/other')", "@router.post('/made')", "@staticmethod", "@lru_cache", "@asynccontextmanager")
_ANNOTATIONS = (": int", ": Depends", ": Request", ": Optional[str] = None", ": Annotated[str, Depends]", "=Depends()")
_HEADER = '# /// script\n# dependencies = ["fastapi==0.100.0"]\n# ///\n'
_LINES = (
    "# fastdoctor: ignore", "debug = true", "fastapi==0.99.0", "CMD uvicorn app.main:app --reload",
    "FROM python:3.8", "    environment:\n      DEBUG: '1'", "uvicorn main:app --host 0.0.0.0",
    "RUN pip install fastapi",
    "[tool.fastapi]\nentrypoint = 'app.main:app'", "SECRET_KEY=secret",
)  # fmt: skip
_OTHERS = 0.2
"""How many of the edits are made in files that are not to be edited mainly: manifests, deployment."""
_CLASS = re.compile(r"^[ \t]*class .*:[ \t]*$", re.MULTILINE)
_PARAMETER = re.compile(r"(?<=[(\s,])[a-z_]+(?=[,)])")
_DEFINED = re.compile(r"^[ \t]*(?:async )?def .*:[ \t]*$", re.MULTILINE)


@dataclass
class Compared:
    """How many edits a workspace took, how many made it read all anew, and the seconds of each kind."""

    taken: list[float] = field(default_factory=list)
    anew: int = 0


def compare(tree: Tree, rules: Sequence[Rule], edits: int, chosen: random.Random, paths: Sequence[str]) -> Compared:
    """Edit these files of a tree one after the other; raises AssertionError where the answers differ."""
    contents = {path: tree.content(path) for path in tree.paths}
    workspace = _workspace(tree, contents, rules)
    workspace.result()
    done = Compared()
    history = []
    others = [path for path in tree.paths if path not in paths]
    for _ in range(edits):
        path = chosen.choice(others if others and chosen.random() < _OTHERS else paths)
        contents[path] = content = _edited_file(path, contents[path], tree, chosen)
        started = time.perf_counter()
        if path not in workspace.tree.asked:
            workspace.tree.renew(path, content)  # stands on no disk, from which it would be read later
        if workspace.edited(path, content):
            found = workspace.result()
            done.taken.append(time.perf_counter() - started)
        else:
            done.anew += 1
            workspace = _workspace(tree, contents, rules)
            found = workspace.result()
        history.append(path)
        expected = _fresh(tree, contents, rules)
        assert _said(found) == _said(expected), "\n".join(
            [*history[-3:], *difference(_said(found), _said(expected)), "", contents[path].decode(errors="replace")]
        )
    return done


def _edited_file(path: str, content: bytes, tree: Tree, chosen: random.Random) -> bytes:
    """The bytes of a file after one edit; now and then no text, other line ends, or what they were at first."""
    kind = chosen.random()
    if kind < 0.1:
        return tree.content(path)
    if kind < 0.11:
        return b""
    if kind < 0.13:
        place = chosen.randint(0, len(content))
        return content[:place] + b"\xff\xfe" + content[place:]
    if kind < 0.15:
        return content.replace(b"\r\n", b"\n") if b"\r\n" in content else content.replace(b"\n", b"\r\n")
    if kind < 0.16:
        mark = b"\xef\xbb\xbf"
        return content.removeprefix(mark) if content.startswith(mark) else mark + content
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return tree.content(path)
    return (edited(text, chosen) if path.endswith(".py") else _edited_lines(text, chosen)).encode()


def _edited_lines(text: str, chosen: random.Random) -> str:
    """The text of something else than Python after one edit."""
    lines = text.splitlines(keepends=True)
    place, kind = chosen.randint(0, len(lines)), chosen.random()
    if kind < 0.3 and place < len(lines):
        return "".join((*lines[:place], *lines[place + 1 :]))
    if kind < 0.7:
        words = sorted(set(re.findall(r"[\w.-]+", text)))
        if len(words) > 1:
            old, new = chosen.sample(words, 2)
            place = text.index(old)
            return text[:place] + new + text[place + len(old) :]
    return "".join((*lines[:place], f"{chosen.choice(_LINES)}\n", *lines[place:]))


def edited(text: str, chosen: random.Random) -> str:
    """The text after one edit: mostly in a function, sometimes anywhere."""
    lines = text.splitlines(keepends=True)
    if chosen.random() < 0.25:
        return _edited_definition(text, lines, chosen)
    kind = chosen.random()
    defined = [text.count("\n", 0, found.end()) for found in _DEFINED.finditer(text)]
    if kind < 0.5 and defined:
        return _inserted(lines, chosen.choice(defined), chosen.choice(_STATEMENTS))
    if kind < 0.65:
        place = chosen.randint(0, len(lines))
        return "".join((*lines[:place], f"# {chosen.random()}\n" * chosen.randint(1, 3), *lines[place:]))
    if kind < 0.85 and lines:
        place = chosen.randrange(len(lines))
        return "".join((*lines[:place], *lines[place + 1 :]))
    if kind < 0.95:
        words = sorted(set(re.findall(r"\w+", text)))
        if len(words) > 1:
            old, new = chosen.sample(words, 2)
            place = chosen.choice([found.start() for found in re.finditer(rf"\b{old}\b", text)])
            return text[:place] + new + text[place + len(old) :]
    statement = chosen.choice(_STATEMENTS)
    return f"{text}\n{statement}\n" if chosen.random() < 0.7 else f"{statement}\n{text}"


def _edited_definition(text: str, lines: list[str], chosen: random.Random) -> str:
    """The text after an edit of what a class holds, of decorators, of a parameter, or of a script's header."""
    kind = chosen.random()
    if kind < 0.4:
        classes = [text.count("\n", 0, found.end()) for found in _CLASS.finditer(text)]
        return _inserted(lines, chosen.choice(classes), chosen.choice(_MEMBERS)) if classes else text
    if kind < 0.6:
        defined = [place for place, line in enumerate(lines) if re.match(r"[ \t]*(?:async )?def ", line)]
        if defined:
            place = chosen.choice(defined)
            indentation = re.match(r"[ \t]*", lines[place])[0]
            return "".join((*lines[:place], f"{indentation}{chosen.choice(_DECORATORS)}\n", *lines[place:]))
    if kind < 0.95:
        parameters = [found.end() for found in _PARAMETER.finditer(text)]
        if parameters:
            place = chosen.choice(parameters)
            return text[:place] + chosen.choice(_ANNOTATIONS) + text[place:]
    return text.removeprefix(_HEADER) if text.startswith(_HEADER) else _HEADER + text


def _inserted(lines: list[str], place: int, block: str) -> str:
    """The lines with a block at the beginning of what the line at `place` opens."""
    indentation = re.match(r"[ \t]*", lines[place])[0] + "    "
    statement = "".join(f"{indentation}{line}\n" for line in block.split("\n"))
    return "".join((*lines[: place + 1], statement, *lines[place + 1 :]))


def difference(found: Sequence[object], expected: Sequence[object]) -> Iterator[str]:
    """What only one of two results says."""
    for name, one, other in zip(("workspace", "fresh"), (found, expected), (expected, found), strict=True):
        for part, counterpart in zip(one, other, strict=True):
            if part != counterpart:
                inside = set(map(repr, counterpart)) if isinstance(counterpart, tuple) else {repr(counterpart)}
                listed = map(repr, part) if isinstance(part, tuple) else [repr(part)]
                yield from (f"only {name}: {item}" for item in listed if item not in inside)


def _said(result: Result) -> tuple[object, ...]:
    return (
        result.findings,
        result.not_evaluated,
        result.projects,
        result.suppressed,
        tuple(sorted(result.texts.items())),
    )


def _workspace(tree: Tree, contents: dict[str, bytes], rules: Sequence[Rule]) -> Workspace:
    return Workspace(Tree(tree.root, tree.paths, dict(contents)), _opened, rules, _CONFIGURATIONS)


def _fresh(tree: Tree, contents: dict[str, bytes], rules: Sequence[Rule]) -> Result:
    fresh = Tree(tree.root, tree.paths, dict(contents))
    return check(fresh, _opened(fresh), rules, _CONFIGURATIONS, processes=1)


def _opened(tree: Tree) -> tuple[Project, ...]:
    return open_projects(tree, ProjectSettings())


def compare_case(case: Case, rules: Sequence[Rule], edits: int, seed: int) -> Compared:
    """The same for the project of a case."""
    tree = Tree.of(case.files)
    paths = [path for path in tree.paths if path.endswith(".py")]
    chosen = random.Random(f"{seed} {case.heading}")
    return compare(tree, rules, edits if paths else 0, chosen, paths)


def main() -> None:
    """Compare, and print how long the edits took."""
    parser = argparse.ArgumentParser(prog="python -m tests.workspace.edits", description=__doc__)
    parser.add_argument("trees", nargs="*", type=Path)
    parser.add_argument("--edits", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    rules = load_rules()
    for file in sorted(CASES.rglob("*.md")) if not given.trees else ():
        together = [compare_case(case, rules, given.edits, given.seed) for case in read_cases(file)]
        print(f"{file.stem}: {sum(len(done.taken) for done in together)} taken", flush=True)
    for root in given.trees:
        tree = read_tree(root)
        paths = [path for path in tree.paths if path.endswith(".py")]
        done = compare(tree, rules, given.edits, random.Random(given.seed), paths)
        seconds = sorted(done.taken)
        middle, most = (seconds[len(seconds) // 2], seconds[-1]) if seconds else (0, 0)
        print(f"{root}: {len(seconds)} taken, {done.anew} anew; median {middle:.3f} s, slowest {most:.3f}")


if __name__ == "__main__":
    main()
