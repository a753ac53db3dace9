"""How fast is the tool, beside others, on the same trees in the same run?

    python -m tests.benchmarks.speed [TREE]... [--files 100 --growth 1,2,4,8] [--runs 5] [--tools FOLDER]

TREEs are projects on disk; without one, services are generated (`tests.benchmarks.services`) of `--files` Python files
times each number of `--growth`. For every tool that is found (beside this Python, in the folder `--tools`, or on PATH)
one run warms up and is not counted; then wall and processor seconds (medians) and peak memory are printed, the ratio
to the first row, and for generated trees the exponent with which time and memory grow. Edits that a watching check
answers are counted from the moment it notices them. Other tools run with the rules that overlap: ruff with FAST and
ASYNC, bandit, flake8 with flake8-fastapi, semgrep with one local rule file.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.services import generate
from tests.benchmarks.watching import answers, anywhere, in_a_function

ROOT = Path(__file__).parent.parent.parent
_SEMGREP_RULES = """\
rules:
  - id: blocking-sleep
    languages: [python]
    severity: WARNING
    message: time.sleep in async code
    pattern: |
      async def $F(...):
          ...
          time.sleep(...)
          ...
  - id: wildcard-cors
    languages: [python]
    severity: WARNING
    message: wildcard origins with credentials
    pattern: $APP.add_middleware(..., allow_origins=["*"], ..., allow_credentials=True, ...)
"""


@dataclass(frozen=True)
class Tool:
    """A command line for a tree, and the file that is changed before each run, if any."""

    name: str
    command: tuple[str, ...]
    changed: Path | None = None


@dataclass(frozen=True)
class Cost:
    """Medians of several runs: wall and processor seconds, peak memory in MiB."""

    wall: float
    processor: float
    memory: float


def main() -> None:
    """Print the tables."""
    given = _arguments()
    with tempfile.TemporaryDirectory(prefix="speed-") as name:
        scratch = Path(name)
        if given.trees:
            for tree in given.trees:
                print(f"\n{tree}: {_size(tree)}")
                _table(_measured(tree, scratch, given))
            return
        costs: dict[str, dict[int, Cost]] = {}
        for factor in given.growth:
            tree = scratch / f"x{factor}"
            generate(tree, given.files * factor, seed=factor)
            print(f"\ngenerated, {factor}x: {_size(tree)}")
            measured = _measured(tree, scratch, given)
            _table(measured)
            for tool_name, cost in measured.items():
                costs.setdefault(tool_name, {})[factor] = cost
        if len(given.growth) > 1:
            _growth(costs)


def _measured(tree: Path, scratch: Path, given: argparse.Namespace) -> dict[str, Cost]:
    costs = {tool.name: _cost(tool, given.runs) for tool in _tools(tree, scratch, given.tools)}
    copy = _copy(tree, scratch)
    for name, edit in (("watch, function", in_a_function), ("watch, anywhere", anywhere)):
        costs[f"fastdoctor, {name}"] = Cost(*answers(_router(copy), copy, edit, given.runs))
    return costs


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Speed beside other tools.")
    parser.add_argument("trees", nargs="*", type=Path)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--growth", type=lambda text: [int(part) for part in text.split(",")], default=[1, 2, 4, 8])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--tools", type=Path, default=None)
    return parser.parse_args()


def _tools(tree: Path, scratch: Path, folder: Path | None) -> Iterator[Tool]:
    cache = scratch / "cache"
    doctor = (sys.executable, "-m", "fastdoctor", "check", str(tree), "--isolated", "--exit-zero", "--quiet")
    yield Tool("fastdoctor, cold", (*doctor, "--no-cache"))
    yield Tool("fastdoctor, warm", (*doctor, "--cache-dir", str(cache)))
    copy = _copy(tree, scratch)
    command = tuple(str(copy) if part == str(tree) else part for part in doctor)
    yield Tool("fastdoctor, edit", (*command, "--cache-dir", str(cache)), _router(copy))
    if ruff := _found("ruff", folder):
        chosen = (ruff, "check", "--isolated", "--quiet", "--exit-zero", "--select", "FAST,ASYNC", str(tree))
        yield Tool("ruff, cold", (*chosen, "--no-cache"))
        yield Tool("ruff, warm", (*chosen, "--cache-dir", str(scratch / "ruff")))
    if bandit := _found("bandit", folder):
        yield Tool("bandit", (bandit, "--quiet", "--exit-zero", "--recursive", str(tree)))
    if flake8 := _found("flake8", folder):
        yield Tool("flake8-fastapi", (flake8, "--isolated", "--exit-zero", "--jobs=2", "--select=CF", str(tree)))
    if semgrep := _found("semgrep", folder):
        rules = scratch / "semgrep.yaml"
        rules.write_text(_SEMGREP_RULES, "utf-8")
        options = ("--metrics=off", "--disable-version-check", "--quiet", "--jobs=2", "--no-git-ignore")
        yield Tool("semgrep", (semgrep, "scan", "--config", str(rules), *options, str(tree)))


def _copy(tree: Path, scratch: Path) -> Path:
    """The tree once more, to be edited."""
    copy = scratch / f"{tree.name}-copy"
    if not copy.exists():
        shutil.copytree(tree, copy, symlinks=True, ignore=shutil.ignore_patterns(".git", "node_modules", ".venv"))
    return copy


def _router(tree: Path) -> Path:
    """A file of the application, which an edit may change."""
    files = sorted(path for path in tree.rglob("*.py") if path.is_file())
    return next((path for path in files if b"APIRouter(" in path.read_bytes()), files[0])


def _found(name: str, folder: Path | None) -> str | None:
    beside = [str(path) for path in (folder, Path(sys.executable).parent) if path is not None]
    return shutil.which(name, path=os.pathsep.join([*beside, os.environ.get("PATH", "")]))


def _cost(tool: Tool, runs: int) -> Cost:
    _run(tool)
    measured = [_run(tool) for _ in range(runs)]
    return Cost(*(statistics.median(column) for column in zip(*measured, strict=True)))


def _run(tool: Tool) -> tuple[float, float, float]:
    if tool.changed is not None:
        with tool.changed.open("a", encoding="utf-8") as file:
            file.write("# one more line\n")
    # installed tools are compiled once and for all, whatever this process is told about its own code
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    process = subprocess.Popen(
        tool.command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=tempfile.gettempdir(),
        env={**inherited, "PYTHONPATH": str(ROOT)},
    )
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{tool.name} failed with {process.returncode}: {' '.join(tool.command)}")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def _size(tree: Path) -> str:
    files = [path for path in tree.rglob("*.py") if path.is_file()]
    return f"{len(files)} Python files, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"


def _table(costs: dict[str, Cost]) -> None:
    first = next(iter(costs.values()))
    print(f"{'':26} {'wall s':>8} {'cpu s':>8} {'MiB':>7} {'wall/first':>10}")
    for name, cost in costs.items():
        ratio = cost.wall / first.wall
        print(f"{name:26} {cost.wall:8.3f} {cost.processor:8.3f} {cost.memory:7.0f} {ratio:10.2f}")


def _growth(costs: dict[str, dict[int, Cost]]) -> None:
    print("\nexponents of growth: wall, memory")
    for name, by_factor in costs.items():
        wall = _slope([(factor, cost.wall) for factor, cost in by_factor.items()])
        memory = _slope([(factor, cost.memory) for factor, cost in by_factor.items()])
        print(f"{name:26} {wall:8.2f} {memory:8.2f}")


def _slope(points: list[tuple[int, float]]) -> float:
    """The slope of the line through the logarithms."""
    logs = [(math.log(x), math.log(y)) for x, y in points]
    middle = (statistics.mean(x for x, _ in logs), statistics.mean(y for _, y in logs))
    spread = sum((x - middle[0]) ** 2 for x, _ in logs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / spread


if __name__ == "__main__":
    main()
