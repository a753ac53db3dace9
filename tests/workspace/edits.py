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
    "@app.get('/more')\ndef more(): ...",
)  # fmt: skip
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
    for _ in range(edits):
        path = chosen.choice(paths)
        content = contents[path]
        try:
            content = edited(content.decode(), chosen).encode()
        except UnicodeDecodeError:
            continue
        contents[path] = content
        started = time.perf_counter()
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
            [*history[-3:], *difference(_said(found), _said(expected)), "", contents[path].decode()]
        )
    return done


def edited(text: str, chosen: random.Random) -> str:
    """The text after one edit: mostly in a function, sometimes anywhere."""
    lines = text.splitlines(keepends=True)
    kind = chosen.random()
    defined = [text.count("\n", 0, found.end()) for found in _DEFINED.finditer(text)]
    if kind < 0.5 and defined:
        place = chosen.choice(defined)
        indentation = re.match(r"[ \t]*", lines[place])[0] + "    "
        statement = "".join(f"{indentation}{line}\n" for line in chosen.choice(_STATEMENTS).split("\n"))
        return "".join((*lines[: place + 1], statement, *lines[place + 1 :]))
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
