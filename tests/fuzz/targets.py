"""What each reader is asked, and what must hold whatever it reads."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from fastdoctor.adoption.baseline import InvalidBaseline, read_baseline
from fastdoctor.cache.catalogue import remembered_rules
from fastdoctor.cache.result_data import NoResult, result_from, result_to
from fastdoctor.cache.snapshot import is_current, snapshot
from fastdoctor.cache.store import Store
from fastdoctor.catalogue import Rule, load_rules
from fastdoctor.configuration.model import InvalidConfiguration
from fastdoctor.configuration.reading import configuration_in, read_configuration
from fastdoctor.doctor import check_texts
from fastdoctor.files.encoding import Undecodable, decode
from fastdoctor.files.tree import Tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.report.paint import Painter
from fastdoctor.report.routes.json_text import routes_json
from fastdoctor.report.routes.page import routes_page
from fastdoctor.report.routes.rows import ApplicationRow, application_rows
from fastdoctor.report.routes.text import routes_text
from fastdoctor.report.stack.json_text import stack_json
from fastdoctor.report.stack.rows import StackRow, stack_row
from fastdoctor.report.stack.text import stack_text
from fastdoctor.report.upgrade.formats import upgrade_json, upgrade_markdown, upgrade_text
from fastdoctor.stack import read_stacks
from fastdoctor.suppression.comments import comments_of
from fastdoctor.suppression.directive import directives_of
from fastdoctor.syntax.budget import GivenUp
from fastdoctor.syntax.python import parse_module
from fastdoctor.syntax.shell import commands
from fastdoctor.syntax.walk import walk
from fastdoctor.upgrade.advice import Advice, advise
from fastdoctor.upgrade.proposal import NoUpgrade
from tests.fuzz import places, strategies
from tests.fuzz.limits import in_time
from tests.fuzz.results import hostile_results
from tests.fuzz.rows import hostile
from tests.fuzz.seeds import Files, projects, texts
from tests.fuzz.wellformed import (
    require_json,
    require_markdown,
    require_no_command,
    require_page,
    require_plain,
    require_well_formed,
)
from tests.repairs import repaired_files_of

RULES: tuple[Rule, ...] = load_rules()
RULE_IDS = frozenset(rule.id for rule in RULES)
PLAIN = Painter(False)
parse_module("a.py", "")  # makes room for deep trees once, which hypothesis must not see happen in a case


def _text(content: bytes) -> str:
    try:
        return decode(content, True)
    except Undecodable:
        return content.decode("latin-1")


def python(content: bytes) -> None:
    """The tree of a Python text, its comments and directives."""
    text = _text(content)
    try:
        read = [[(type(node), node.start, node.end) for node in walk((parse_module("a.py", text).body,))] for _ in "ab"]
        assert read[0] == read[1], "the same text gives another tree"
    except GivenUp:
        pass
    lines = len(text.splitlines()) + 2
    for comment in comments_of("a.py", text):
        assert 1 <= comment.line <= lines


def comments(content: bytes) -> None:
    """The suppression comments of each language."""
    text = _text(content)
    for path in ("a.py", "a.toml", "Dockerfile", "a.yml", "a.json", "requirements.txt"):
        assert directives_of(path, text) == directives_of(path, text)


def shell(content: bytes) -> None:
    """The commands of a shell text."""
    text = _text(content)
    assert commands(text) == commands(text)


def stack(files: Files) -> None:
    """What manifests, locks and deployment files say; problems point into the file they are about."""
    for found in read_stacks(Tree.of(files)):
        found.resolved("fastapi")
        found.provides("python-multipart")
        found.satisfies("fastapi>=0.100; starlette<1")
        assert found.python is None or found.python.source
        assert len(found.disagreements) + len(found.outdated_locks) + len(found.contradictions) < 1_000
        for problem in (*found.problems, *found.notes):
            assert problem.location.path in files
            assert problem.location.region.start_line >= 1


def whole(files: Files) -> None:
    """A whole check with every rule, twice alike, in every format; the table of routes; the stack."""
    result = check_texts(files, RULES, ["ALL"])
    assert result == check_texts(dict(reversed(files.items())), RULES, ["ALL"]), "the same files give another result"
    require_well_formed(result, RULES)
    restored = result_from(json.loads(json.dumps(result_to(result))), Tree.of(files), RULE_IDS)
    assert restored == result, "what the cache keeps is not what was found"


def shown(files: Files) -> None:
    """The routes, the stack and the advice about upgrades of a project."""
    opened = open_projects(Tree.of(files), ProjectSettings())
    rows = [row for project in opened for row in application_rows(project)]
    require_plain(routes_text(rows, PLAIN))
    require_json(routes_json(rows))
    require_page(routes_page(rows))
    stacks = [stack_row(project, "") for project in opened]
    require_plain(stack_text(stacks, PLAIN))
    require_json(stack_json(stacks))
    for project in opened:
        try:
            advice = [advise(project, "fastapi", None, False)]
        except NoUpgrade as problem:
            require_plain(str(problem))
            continue
        require_plain(upgrade_text(advice))
        require_json(upgrade_json(advice))
        require_plain(upgrade_markdown(advice))
        require_markdown(upgrade_markdown(advice))


def stated(files: Files) -> None:
    """Whatever stands where a version, a range or a number is due: the stack, a whole check, and what is shown."""
    stack(files)
    whole(files)
    shown(files)


def tables(rows: tuple[tuple[ApplicationRow, ...], tuple[StackRow, ...], tuple[Advice, ...]]) -> None:
    """Routes, stacks and advice with any texts in the place of every name."""
    applications, stacks, advice = rows
    require_page(routes_page(applications))
    require_plain(routes_text(applications, PLAIN))
    require_no_command(routes_text(applications, PLAIN))
    require_json(routes_json(applications))
    require_plain(stack_text(stacks, PLAIN))
    require_no_command(stack_text(stacks, PLAIN))
    require_json(stack_json(stacks))
    require_plain(upgrade_text(advice))
    require_no_command(upgrade_text(advice))
    require_json(upgrade_json(advice))
    require_plain(upgrade_markdown(advice))
    require_markdown(upgrade_markdown(advice))


def fixes(files: Files) -> None:
    """Safe fixes end, and made twice they are as made once."""
    once = repaired_files_of(files, RULES, ["ALL"], unsafe=False)
    again = repaired_files_of(once.contents, RULES, ["ALL"], unsafe=False)
    assert again.contents == once.contents, "fixing twice is not fixing once"


def configuration(content: bytes) -> None:
    """A configuration is understood, or told wrong."""
    for name in ("fastdoctor.toml", "pyproject.toml"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, name)
            file.write_bytes(content)
            try:
                assert configuration_in(Path(folder)) in (file, None)
                assert read_configuration(file).file == file
            except InvalidConfiguration as problem:
                _require_named(problem, name)


def baseline(content: bytes) -> None:
    """A baseline is read, or told wrong."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "baseline.json")
        file.write_bytes(content)
        try:
            assert all(entry.count > 0 for entry in read_baseline(file))
        except InvalidBaseline as problem:
            _require_named(problem, "baseline")


def _require_named(problem: Exception, name: str) -> None:
    assert name in str(problem), "the message does not name the file"


def cache_entry(content: bytes) -> None:
    """An entry with any bytes counts as not there, also when its checksum is right."""
    import hashlib

    right = hashlib.blake2b(content, digest_size=16).hexdigest().encode() + b"\n" + content
    with tempfile.TemporaryDirectory() as folder:
        for kept in (content, right):
            Path(folder, "rules-x.fastdoctor").write_bytes(kept)
            assert remembered_rules(Store(Path(folder)), "x", lambda: RULES)


def cache_value(value: Any) -> None:
    """Any JSON is a result, or no result."""
    tree = Tree.of({"main.py": "import fastapi\n"})
    is_current(tree, value)
    with suppress(NoResult):
        require_well_formed(result_from(value, tree, RULE_IDS), RULES)


@cache
def _kept() -> tuple[Any, ...]:
    """Values as the cache keeps them."""
    found: list[Any] = []
    for files in projects()[:40]:
        tree = Tree.of(files)
        found += [json.loads(json.dumps(result_to(check_texts(files, RULES, ["ALL"])))), snapshot(tree, 0)]
    return tuple(found)


@st.composite
def _values(draw: st.DrawFn) -> Any:
    """A kept value with one place of it replaced."""
    value = json.loads(json.dumps(draw(st.sampled_from(_kept()))))
    place = value
    for _ in range(draw(st.integers(0, 6))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place))) if isinstance(place, list) else []
        if not keys:
            break
        key = draw(st.sampled_from(keys))
        if draw(st.booleans()) or not isinstance(place[key], (dict, list)):
            place[key] = draw(
                st.none() | st.integers() | st.sampled_from(strategies.HOSTILE) | st.just([]) | st.just({})
            )
            break
        place = place[key]
    return value


CONFIGURATIONS = (
    b'[tool.fastdoctor]\nselect = ["ALL"]\nignore = ["no-lockfile"]\nexclude = ["a/**"]\nentrypoint = "a.b:c"\n',
    b'select = ["ALL"]\n[severity]\nno-lockfile = "error"\n[per-file-ignores]\n"tests/*" = ["ALL"]\n',
)
BASELINES = (
    b'{"version": 1, "findings": [{"path": "a", "rule": "b", "fingerprint": "c", "count": 2, "message": "d"}]}',
    b"[" * 5_000,
    b'{"version": 1, "findings": 1}',
)


def _configurations() -> SearchStrategy[bytes]:
    return st.one_of(strategies.mutated(CONFIGURATIONS), strategies.written, st.binary(max_size=200))


def _json() -> SearchStrategy[bytes]:
    return st.one_of(strategies.mutated(BASELINES), st.binary(max_size=99))


def _guarded(target: Callable[[Any], None]) -> Callable[[Any], None]:
    def run(given: Any) -> None:
        with in_time():
            target(given)

    return run


def _contents() -> SearchStrategy[bytes]:
    return st.sampled_from(sorted(texts())).flatmap(strategies.content)


Target = tuple[Callable[[Any], None], Callable[[], SearchStrategy[Any]], int]
_ALL: dict[str, Target] = {
    "python": (python, lambda: strategies.content("main.py"), 40),
    "comments": (comments, _contents, 20),
    "shell": (shell, lambda: strategies.content("start.sh"), 20),
    "stack": (stack, strategies.named_files, 50),
    "stated": (stated, lambda: places.stated, 10),
    "whole": (whole, strategies.hurt_projects, 10),
    "resolver": (whole, strategies.invented_projects, 10),
    "shown": (shown, strategies.hurt_projects, 4),
    "fixes": (fixes, strategies.hurt_projects, 2),
    "configuration": (configuration, _configurations, 20),
    "baseline": (baseline, _json, 10),
    "cache entry": (cache_entry, _json, 10),
    "cache value": (cache_value, _values, 8),
    "tables": (
        tables,
        lambda: hostile(tuple[tuple[ApplicationRow, ...], tuple[StackRow, ...], tuple[Advice, ...]]),
        10,
    ),
    "reports": (lambda result: require_well_formed(result, RULES), hostile_results, 20),
}
TARGETS: dict[str, Target] = {name: (_guarded(run), given, share) for name, (run, given, share) in _ALL.items()}
"""By name: what is run, what it is given, and its share of the cases."""
