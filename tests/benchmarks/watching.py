"""How long does a watching check take to answer an edit?"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parent.parent.parent
_PATIENCE = 300
_TICKS = os.sysconf("SC_CLK_TCK")


def answers(file: Path, tree: Path, edit: Callable[[str, int], str], runs: int) -> tuple[float, float, float]:
    """Median seconds from the notice of a change to its answer, processor seconds with noticing, and MiB in the end.

    Each edit is made to the text that the file has at the start, which it gets back.
    """
    text = file.read_text("utf-8")
    with _watching(tree) as watching:
        watching.until("problem")
        wall, processor = [], []
        try:
            for number in range(runs + 1):  # the first one warms up
                time.sleep(0.5)
                used = watching.processor()
                file.write_text(edit(text, number), "utf-8")
                begun = watching.until("checking again")
                wall.append(watching.until("problem") - begun)
                time.sleep(0.2)
                processor.append(watching.processor() - used)
        finally:
            file.write_text(text, "utf-8")
        return statistics.median(wall[1:]), statistics.median(processor[1:]), watching.memory()


class _Watching:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: Queue[tuple[float, str]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._lines.put((time.perf_counter(), line))

    def until(self, words: str) -> float:
        """When a line with these words came."""
        while True:
            when, line = self._lines.get(timeout=_PATIENCE)
            if words in line:
                return when

    def processor(self) -> float:
        """The seconds that the process has used."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory(self) -> float:
        """The most memory that it had, in MiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmHWM"))


@contextmanager
def _watching(tree: Path) -> Iterator[_Watching]:
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = (sys.executable, "-m", "fastdoctor", "check", str(tree), "--isolated", "--exit-zero", "--watch")
    with subprocess.Popen(
        (*command, "--output-format", "concise"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        cwd=tempfile.gettempdir(),
        env={**inherited, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
    ) as process:
        try:
            yield _Watching(process)
        finally:
            process.kill()


def in_a_function(text: str, number: int) -> str:
    """One more statement in the first function that returns."""
    return text.replace("\n    return", f"\n    value = {number}\n    return", 1)


def anywhere(text: str, number: int) -> str:
    """One more import, which the whole module may see."""
    return f"import os as number_{number}\n{text}"
