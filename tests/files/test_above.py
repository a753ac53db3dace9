"""A lock above a checked folder may be the one of its workspace: then nothing proves that there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.files.above import LOCK_NAMES, has_lock_above
from fastdoctor.files.tree import read_tree
from fastdoctor.project import ProjectSettings, open_projects
from fastdoctor.stack.readers import LOCKS


@pytest.fixture
def member(tmp_path: Path) -> Path:
    """A member of a workspace, two folders below the top of a repository."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    member = tmp_path / "repository/services/api"
    member.mkdir(parents=True)
    (member / "pyproject.toml").write_text('[project]\nname = "api"\nversion = "1"\ndependencies = ["fastapi"]\n')
    (member / "main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n")
    return member


def test_every_lock_that_is_read_is_known_by_name():
    assert set(LOCK_NAMES) == set(LOCKS)


@pytest.mark.parametrize("name", LOCK_NAMES)
def test_a_lock_in_the_same_repository(member, name):
    assert not has_lock_above(member)
    (member.parent.parent / name).write_text("")
    assert has_lock_above(member)
    (project,) = open_projects(read_tree(member), ProjectSettings())
    assert project.stack.has_lock
    assert project.stack.locks == ()


def test_a_lock_outside_of_the_repository_does_not_count(member):
    (member.parent.parent.parent / "uv.lock").write_text("")
    assert not has_lock_above(member)


def test_nothing_above_the_top_of_a_repository_counts(member):
    (member.parent / "uv.lock").write_text("")
    (member / ".git").mkdir()
    assert not has_lock_above(member)


def test_without_a_repository_nothing_counts(tmp_path):
    (tmp_path / "uv.lock").write_text("")
    (tmp_path / "api").mkdir()
    assert not has_lock_above(tmp_path / "api")
