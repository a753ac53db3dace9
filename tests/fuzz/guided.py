"""Which inputs reach code that no input reached before? `python -m tests.fuzz.guided` lets coverage choose them.

Needs `pip install -e '.[fuzz]'`: atheris has wheels for CPython on Linux with x86-64 only. Every reader runs in a
process of its own and begins with the real texts that the other fuzzing mutates, too. A find is kept as a file.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

_LONGEST = 4_000
_TIMEOUT = 20


def main() -> int:
    """Run readers one after the other; 1 when one of them broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.guided", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="for each reader")
    parser.add_argument("--reader", action="append", help="only this one (repeatable)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path, default=Path("fuzz-finds"), help="the folder for inputs that broke one")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    options, rest = parser.parse_known_args()
    if options.inside:
        return _fuzz(options.inside, rest)
    from tests.fuzz.readers import READERS

    unknown = [name for name in options.reader or () if name not in READERS]
    if unknown:
        parser.error(f"no reader {', '.join(unknown)}; there are {', '.join(READERS)}")
    options.finds.mkdir(parents=True, exist_ok=True)
    broken = [name for name in options.reader or READERS if not _holds(name, READERS[name][1], options)]
    print(f"{len(broken)} of {len(options.reader or READERS)} readers broke: {', '.join(broken) or 'none'}", flush=True)
    return min(len(broken), 1)


def _holds(name: str, seeds: Sequence[bytes], options: argparse.Namespace) -> bool:
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(seeds):
            Path(corpus, str(number)).write_bytes(seed[:_LONGEST])
        done = subprocess.run(
            [
                sys.executable, "-m", "tests.fuzz.guided", "--inside", name,
                f"-max_total_time={options.minutes * 60:.0f}",
                f"-max_len={_LONGEST}", f"-timeout={_TIMEOUT}", f"-seed={options.seed}", "-print_final_stats=1",
                f"-artifact_prefix={options.finds.resolve()}/{name.replace('/', '-').replace(' ', '-')}-", corpus,
            ],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    executed = next((line.split()[-1] for line in done.stdout.splitlines() if "number_of_executed_units" in line), "?")
    print(f"{name}: {executed} inputs{'' if done.returncode == 0 else ', BROKEN'}", flush=True)
    if done.returncode:
        print("\n".join(line[:400] for line in done.stdout.splitlines()[-60:]), flush=True)
    return done.returncode == 0


def _fuzz(name: str, arguments: list[str]) -> int:
    import atheris  # type: ignore[import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["fastdoctor", "tomli", "yaml", "packaging"]):
        from tests.fuzz.readers import READERS
    from tests.fuzz.limits import in_time

    read = READERS[name][0]

    def one(content: bytes) -> None:
        with in_time():
            read(content)

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()
    return os.EX_OK


if __name__ == "__main__":
    raise SystemExit(main())
