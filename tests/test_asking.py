"""One process or several: the same answers, also when one of them fails or is killed."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from fastdoctor.asking import take
from fastdoctor.catalogue import Selection, load_rules
from fastdoctor.configuration import Configuration
from fastdoctor.doctor import check
from fastdoctor.files.tree import read_tree
from fastdoctor.processes import LARGE, processes_for
from fastdoctor.project import ProjectSettings, open_projects
from tests.benchmarks.services import generate

forking = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="several processes are used on Linux only")


@forking
@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 50, 20_000])
def test_every_step_once_and_in_order(processes, count):
    taken = take(range(count), lambda step: step * 2, os.getpid, processes)
    assert taken.answers == tuple(range(0, count * 2, 2))
    assert len(set(taken.left)) == processes
    assert taken.left[0] == os.getpid()


@forking
def test_one_process_takes_what_is_about_the_same():
    answers = take(range(60), lambda step: os.getpid(), os.getpid, 3, about=lambda step: step // 20).answers
    assert len(answers) == 60
    assert all(len(set(answers[first : first + 20])) == 1 for first in (0, 20, 40))


def test_more_steps_than_two_bytes_count():
    taken = take(range(100_000), lambda step: step, lambda: None, about=lambda step: step // 40)
    assert taken.answers == tuple(range(100_000))


@forking
def test_an_error_is_raised_wherever_it_happens():
    def answer(step: int) -> int:
        if step == 7:
            raise ValueError("seven")
        return step

    with pytest.raises(ValueError, match="seven"):
        take(range(50), answer, os.getpid, 3)
    assert_no_process_is_left()


@forking
def test_steps_of_a_killed_process_are_taken_again():
    first = os.getpid()

    def answer(step: int) -> int:
        if os.getpid() != first:
            os.kill(os.getpid(), signal.SIGKILL)
        return step

    assert take(range(50), answer, os.getpid, 3).answers == tuple(range(50))
    assert_no_process_is_left()


@forking
def test_one_process_does_where_no_other_can_be_had(monkeypatch):
    def fork() -> int:
        raise BlockingIOError("too many processes")

    monkeypatch.setattr(os, "fork", fork)
    assert take(range(50), lambda step: step * 2, os.getpid, 3).answers == tuple(range(0, 100, 2))


@forking
def test_an_answer_that_cannot_be_sent_is_worked_out_again():
    answers = take(range(10), lambda step: lambda: step, os.getpid, 2).answers
    assert [answer() for answer in answers] == list(range(10))


def test_small_trees_are_for_one_process():
    assert processes_for(LARGE - 1) == 1


@forking
def test_the_same_result(tmp_path):
    generate(tmp_path, 120, seed=5)
    (tmp_path / "app/broken.py").write_text("from fastapi import FastAPI\n\napp = FastAPI(\n")
    wrong = "".join(f"@app.get('/{n}')\ndef read_{n}():\n    return HTTPException(404)\n\n\n" for n in range(60))
    (tmp_path / "app/wrong.py").write_text(
        f"from fastapi import FastAPI, HTTPException\n\napp = FastAPI()\n\n\n{wrong}"
    )
    rules = load_rules()
    configurations = {"": Configuration(selection=Selection(select=("ALL",)))}

    def result(processes: int):
        tree = read_tree(tmp_path)
        projects = open_projects(tree, ProjectSettings())
        return check(tree, projects, rules, configurations, processes=processes), tree.asked

    alone, shared = result(1), result(3)
    assert alone == shared
    assert len(alone[0].findings) > 50


def assert_no_process_is_left() -> None:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
