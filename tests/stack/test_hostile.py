"""Bad input gives a problem at a line, never an error, and soon: within two seconds of the processor."""

from __future__ import annotations

import time

import pytest

from tests.stack.reading import stacks

MERGE = '<<<<<<< HEAD\nname = "a"\n=======\nname = "b"\n>>>>>>> other\n'
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(24)
)
PACKAGES = "version = 1\n" + "".join(
    f'[[package]]\nname = "p{n}"\nversion = "1.{n}"\ndependencies = [{{ name = "p{n + 1}" }}]\n'
    f'wheels = [{{ url = "https://packages.example.com/p{n}.whl", hash = "sha256:{n:064d}", size = 10 }}]\n'
    for n in range(18_000)
)
REQUIREMENTS = "".join(f"p{n}==1.{n} --hash=sha256:{n:064d}\n" for n in range(40_000))
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
    "a lock of 4 MB": ("uv.lock", PACKAGES.encode(), ""),
    "requirements of 4 MB": ("requirements.txt", REQUIREMENTS.encode(), "asks for more than 5,000 packages"),
    "a Pipfile.lock of 10 MB": ("Pipfile.lock", b'{"default": {' + b" " * 10_000_000 + b"}}", "larger than 5 MB"),
    "a long pixi.lock": ("pixi.lock", b"version: 6\n" + b"# x\n" * 300_000, "longer than 1,000,000 characters"),
    "merge markers in pdm.lock": ("pdm.lock", MERGE.encode(), "holds an unresolved merge conflict"),
    "merge markers in pixi.lock": ("pixi.lock", b"version: 6\n" + MERGE.encode(), "unresolved merge conflict"),
    "truncated Poetry": ("poetry.lock", b'[[package]]\nname = "fastapi"\nversion = "0.1', "is not TOML"),
    "truncated pylock": ("pylock.toml", b'lock-version = "1.0"\n[[packages]]\nname = ', "is not TOML"),
    "truncated pixi.lock": ("pixi.lock", b"version: 6\npackages:\n- conda: 'https://x", "is not YAML"),
    "an unknown uv.lock": ("uv.lock", b"version = 99\n", "uv.lock of format 99, which this release does not know"),
    "an unknown poetry.lock": ("poetry.lock", b'[metadata]\nlock-version = "9.0"\n', "poetry.lock of format 9.0"),
    "an unknown pdm.lock": ("pdm.lock", b'[metadata]\nlock_version = "9.1"\n', "pdm.lock of format 9.1"),
    "an unknown pylock": ("pylock.toml", b'lock-version = "2.0"\n', "pylock of format 2.0"),
    "an unknown Pipfile.lock": ("Pipfile.lock", b'{"_meta": {"pipfile-spec": 9}}', "Pipfile.lock of format 9"),
    "an unknown pixi.lock": ("pixi.lock", b"version: 99\npackages: []\n", "lock of format 99"),
    "another lock under the name": ("pylock.toml", b"a==1.0 \\\n    --hash=sha256:0\n", "is not TOML"),
    "deep lock": ("poetry.lock", b"a = " + b"[" * 5_000 + b"]" * 5_000, "nests too deeply"),
    "a table where packages are": ("uv.lock", b"version = 1\n[package]\nname = 1\n", "is no list of packages"),
    "a Pipfile.lock of other types": ("Pipfile.lock", b'{"default": {"a": [1], "b": {"version": {}}}, "c": 1}', ""),
    "anchors in a lock": ("pixi.lock", b"version: 6\n" + BOMB.encode() + b"packages: *y\n", ""),
    "anchors in an environment": ("environment.yml", BOMB.encode() + b"dependencies: *y\n", ""),
    "an anchor inside itself": ("environment.yml", b"a: &a [*a]\ndependencies: *a\n", ""),
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
    started = time.process_time()
    found = stacks({path: content, "main.py": b"import fastapi\n"})
    for stack in found.values():
        stack.resolved("fastapi")
        stack.provides("python-multipart")
        stack.satisfies("fastapi>=0.100")
        for question in (stack.disagreements, stack.outdated_locks, stack.contradictions):
            assert len(question) < 10
    assert time.process_time() - started < 2
    problems = [problem for stack in found.values() for problem in (*stack.problems, *stack.notes)]
    if message:
        assert any(message in problem.message for problem in problems), problems
    assert all(problem.location.path == path for problem in problems)


def test_what_is_only_too_large_is_a_note() -> None:
    for name in ("large", "a long pixi.lock", "requirements of 4 MB"):
        path, content, message = CASES[name]
        (found,) = stacks({path: content, "main.py": b"import fastapi\n"}).values()
        assert found.problems == ()
        assert [message in note.message for note in found.notes] == [True]
        assert not found.complete
