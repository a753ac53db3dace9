"""What Microsoft's SARIF multitool says of a log; it is installed from the npm registry once a session."""

from __future__ import annotations

import os
import re
import stat
import subprocess
from pathlib import Path

PACKAGE = "@microsoft/sarif-multitool@5.7.0"
_REMARK = re.compile(r": (error|warning) .*")


def install(folder: Path) -> Path:
    """The folder of the installed package with its program and its copy of the SARIF schema."""
    folder.mkdir(parents=True, exist_ok=True)
    installed = folder / "node_modules" / "@microsoft" / "sarif-multitool-linux"
    if not (installed / "Sarif.Multitool").is_file():
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    program = installed / "Sarif.Multitool"
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return installed


def remarks(installed: Path, log: Path) -> list[str]:
    """Its errors and warnings, under the rules of SARIF and of GitHub advanced security."""
    command = [installed / "Sarif.Multitool", "validate", log, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]
    plain = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=plain, timeout=300)
    assert "Analysis completed" in done.stdout, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if _REMARK.search(line)]
