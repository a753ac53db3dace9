"""What do the programs of these proofs do in this environment? Runs inside it, needs nothing but Python.

    python -m bench.run < jobs.json > outcomes.json

A job is {"name", "path", "bad": one of "defect" | "fine", "good": bool}; an outcome is null or what went wrong.
"""

from __future__ import annotations

import importlib.util
import json
import multiprocessing
import sys
import traceback
from typing import Any

from bench.program import Program

LIMIT_SECONDS = 90


def main() -> None:
    """Run each job in a process of its own, two at a time, and print the outcomes by name."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
    if "fork" in methods:
        _import_early()
    jobs = json.load(sys.stdin)
    outcomes = {}
    with context.Pool(2, maxtasksperchild=1) as pool:
        waiting = [(job["name"], pool.apply_async(run, (job,))) for job in jobs]
        for name, outcome in waiting:
            try:
                outcomes[name] = outcome.get(LIMIT_SECONDS)
            except multiprocessing.TimeoutError:
                outcomes[name] = f"did not end within {LIMIT_SECONDS} s"
    json.dump(outcomes, sys.stdout)


def _import_early() -> None:
    """Load the heavy packages once before forking; where that fails, the proof is about the failure."""
    for name in ("fastapi", "fastapi.testclient"):
        try:
            importlib.import_module(name)
        except Exception:
            sys.modules.pop(name, None)


def run(job: dict[str, Any]) -> str | None:
    """None when the programs behave as the job expects, else a report for a person."""
    sys.stdout = sys.stderr
    step = "the proof file itself"
    try:
        spec = importlib.util.spec_from_file_location("proof", job["path"])
        assert spec is not None
        assert spec.loader is not None
        proof = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(proof)
        step = "BAD, expected: " + job["bad"]
        judge = proof.defect if job["bad"] == "defect" else getattr(proof, "outside", proof.fine)
        with Program(proof.BAD) as program:
            judge(program)
        step = "GOOD, expected: fine"
        if job["good"]:
            with Program(proof.GOOD) as program:
                proof.fine(program)
    except BaseException:
        return step + "\n" + traceback.format_exc(limit=-6)
    return None


if __name__ == "__main__":
    main()
