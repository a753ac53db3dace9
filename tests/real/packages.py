"""Which published applications are checked, and what was found in them; `python -m tests.real.packages` prints it."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

from fastdoctor.catalogue import load_rules
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.files.tree import read_tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.report.result import Result

PACKAGES = ("argilla-server==2.8.0", "dstack==0.22.5", "fschat==0.2.36", "langflow-base==1.13.0", "letta==0.16.8")
REVIEWED = Path(__file__).with_name("reviewed.json")
"""For each package and rule the number of findings and the judgement of the person who looked at each of them."""


def download(package: str, folder: Path) -> Path:
    """The unpacked wheel of a package, taken from the index once; none of it is ever run or committed."""
    target = folder / package
    if not target.is_dir():
        wheels = folder / f"{package}.wheel"
        command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "-d"]
        subprocess.run([*command, str(wheels), package], check=True, capture_output=True, timeout=300)
        (wheel,) = wheels.glob("*.whl")
        zipfile.ZipFile(wheel).extractall(target)
    return target


def checked(folder: Path) -> Result:
    """What the rules of the default tier find."""
    tree = read_tree(folder)
    projects = open_projects(tree, ProjectSettings())
    return check(tree, projects, load_rules(), {"": Configuration(folder=folder)})


def counts(result: Result) -> dict[str, int]:
    """The number of findings of each rule."""
    return dict(sorted(Counter(finding.rule for finding in result.findings).items()))


def reviewed() -> dict[str, dict[str, dict[str, object]]]:
    """The committed snapshot."""
    value: dict[str, dict[str, dict[str, object]]] = json.loads(REVIEWED.read_text("utf-8"))
    return value


if __name__ == "__main__":
    from fastdoctor.report.formats.full import render
    from fastdoctor.report.presentation import Presentation

    for name in PACKAGES:
        sys.stdout.write(
            f"\n===== {name}\n{render(checked(download(name, Path(sys.argv[1]))), load_rules(), Presentation())}"
        )
