"""Bad input gives a problem at a line, never an error, and soon."""

from __future__ import annotations

import time

import pytest

from tests.stack.reading import stacks

MERGE = '<<<<<<< HEAD\nname = "a"\n=======\nname = "b"\n>>>>>>> other\n'
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
)
CASES: dict[str, tuple[str, bytes, str]] = {
    "merge markers in a manifest": ("pyproject.toml", MERGE.encode(), "holds an unresolved merge conflict"),
    "merge markers in a lock": ("uv.lock", b"version = 1\n" + MERGE.encode(), "holds an unresolved merge conflict"),
    "merge markers in requirements": ("requirements.txt", MERGE.encode(), "holds an unresolved merge conflict"),
    "merge markers in JSON": ("Pipfile.lock", b"{\n" + MERGE.encode(), "holds an unresolved merge conflict"),
    "merge markers in YAML": ("docker-compose.yml", b"a:\n" + MERGE.encode(), "holds an unresolved merge conflict"),
    "truncated TOML": ("uv.lock", b'version = 1\n[[package]]\nname = "fast', "is not TOML"),
    "truncated JSON": ("Pipfile.lock", b'{"default": {"fastapi": {"ver', "is not JSON"),
    "truncated YAML": ("compose.yaml", b"services:\n  web:\n    command: [uvicorn, 'a", "is not YAML"),
    "large": ("poetry.lock", b"#" * 10_000_000, "cannot be read: larger than 5 MB"),
    "deep TOML": ("pyproject.toml", b"a = " + b"[" * 5_000 + b"]" * 5_000, ""),
    "deep JSON": ("Pipfile.lock", b"[" * 100_000, ""),
    "deep YAML": ("compose.yaml", b"services: " + b"[" * 5_000, "nests too deeply to be read"),
    "deep YAML blocks": ("compose.yaml", b"- " * 20_000, "nests too deeply to be read"),
    "deep setup.py": ("setup.py", b"setup(install_requires=" + b"[" * 3_000 + b"]" * 3_000 + b")", ""),
    "anchors": ("compose.yaml", b"services:\n  web: {command: uvicorn a:b}\n" + BOMB.encode(), ""),
    "anchors in a manifest": ("k8s.yaml", b"kind: Deployment\n" + BOMB.encode() + b"command: [uvicorn]\n", ""),
    "no text": ("requirements.txt", bytes(range(256)) * 40, "cannot be read"),
    "a list for a table": (
        "pyproject.toml",
        b'[project]\ndependencies = "fastapi"\n',
        "`project.dependencies` is no list",
    ),
    "wrong types": ("pyproject.toml", b"project = 1\ntool = [1]\ndependency-groups = 2\n", ""),
    "wrong types in a lock": ("poetry.lock", b"package = 1\n", "`package` is no list of packages"),
    "wrong entries in a lock": ("uv.lock", b"version = 1\n[[package]]\nname = 1\n[[package]]\nversion = 2\n", ""),
    "wrong types in Poetry": (
        "pyproject.toml",
        b"[tool.poetry.dependencies]\nfastapi = 1\n",
        "`fastapi` is neither a version",
    ),
    "wrong version in Poetry": (
        "pyproject.toml",
        b'[tool.poetry.dependencies]\nfastapi = "^x"\n',
        "is no version constraint",
    ),
    "long line": ("requirements.txt", b"a" * 4_000_000, ""),
    "many bad lines": ("requirements.txt", b"? ?\n" * 200_000, "`? ?` is no requirement"),
    "a Dockerfile of nothing": (
        "Dockerfile",
        b"FROM\nRUN <<EOF\nCMD [\nENTRYPOINT\nCOPY\nUSER\nWORKDIR\nENV\nARG\n",
        "",
    ),
    "an endless heredoc": ("Dockerfile", b"FROM a\nRUN <<EOF\n" + b"x\n" * 100_000, ""),
    "a Dockerfile that ends in a continuation": ("Dockerfile", b"FROM python\nRUN a \\", ""),
    "nested shell": ("Dockerfile", b"FROM a\nCMD " + b"$(" * 2_000 + b"uvicorn", ""),
    "quotes of a shell": ("Procfile", b'web: sh -c "sh -c \'sh -c \\"uvicorn a:b\n', ""),
    "not even a Procfile": ("Procfile", b"\x00\xff uvicorn", ""),
    "expressions in a workflow": (".github/workflows/a.yml", b"jobs: {a: {steps: [{run: '${{ uvicorn'}]}}", ""),
}


@pytest.mark.parametrize("name", sorted(CASES))
def test_bad_input(name: str) -> None:
    path, content, message = CASES[name]
    started = time.perf_counter()
    found = stacks({path: content, "main.py": b"import fastapi\n"})
    for stack in found.values():
        stack.resolved("fastapi")
        stack.provides("python-multipart")
        stack.satisfies("fastapi>=0.100")
    assert time.perf_counter() - started < 2
    problems = [problem for stack in found.values() for problem in stack.problems]
    if message:
        assert any(message in problem.message for problem in problems), problems
    assert all(problem.location.path == path for problem in problems)
