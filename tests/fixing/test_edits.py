"""Edits meet their place, keep line endings, and are never half made."""

from __future__ import annotations

import pytest

from fastdoctor.finding import Edit, Location, Region
from fastdoctor.fixing.edits import Misplaced, edited, exclude_each_other


def edit(start: tuple[int, int], end: tuple[int, int], text: str) -> Edit:
    return Edit(Location("a.py", Region(*start, *end)), text)


def test_edits_count_in_code_points_and_may_stand_side_by_side() -> None:
    text = "é = 'x'; b = 2\nc = 3\n"
    changes = [edit((1, 5), (1, 8), "1"), edit((1, 14), (1, 15), "4"), edit((2, 1), (2, 1), "new = 5\n")]
    assert edited(text, changes) == "é = 1; b = 4\nnew = 5\nc = 3\n"


def test_equal_edits_are_made_once() -> None:
    assert edited("b\n", [edit((1, 1), (1, 1), "import a\n")] * 2) == "import a\nb\n"


def test_new_lines_end_as_the_others() -> None:
    assert edited("a\r\nb\r\n", [edit((2, 1), (2, 1), "x\ny\n")]) == "a\r\nx\r\ny\r\nb\r\n"


@pytest.mark.parametrize(
    "changes",
    [
        [edit((3, 1), (3, 1), "")],
        [edit((1, 4), (1, 5), "")],
        [edit((1, 3), (1, 2), "")],
        [edit((0, 1), (1, 1), "")],
        [edit((1, 1), (1, 3), "x"), edit((1, 2), (1, 3), "y")],
    ],
)
def test_an_edit_without_its_place_is_refused(changes: list[Edit]) -> None:
    with pytest.raises(Misplaced):
        edited("ab\nc", changes)


def test_which_edits_exclude_each_other() -> None:
    first = [edit((1, 1), (1, 3), "x")]
    assert exclude_each_other(first, [edit((1, 2), (1, 2), "y")])
    assert exclude_each_other(first, [edit((1, 1), (1, 1), "y")])
    assert not exclude_each_other(first, [edit((1, 3), (1, 3), "y")])
    assert not exclude_each_other(first, first)
