"""What the coverage-guided run asks holds for what it begins with, and it names its readers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.fuzz.readers import READERS


@pytest.mark.parametrize("name", [name for name in READERS if name not in ("python", "comments", "module")])
def test_the_readers_read_what_they_begin_with(name: str) -> None:
    read, seeds = READERS[name]
    assert seeds
    for content in seeds[:20]:
        read(content)


def test_an_unknown_reader() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.guided", "--reader", "x"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert (done.returncode, "no reader x; there are python, " in done.stderr) == (2, True)
