"""How bytes become text."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.files.encoding import Unencodable, decode, encode
from fastdoctor.files.tree import LARGEST_FILE, Tree, Unreadable, read_tree


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_are_understood_and_removed(encoding: str) -> None:
    assert (
        Tree.of({"requirements.txt": "fastapi==0.1é\r\n".encode(encoding)}).text("requirements.txt")
        == "fastapi==0.1é\r\n"
    )


def test_a_python_file_says_its_encoding() -> None:
    source = "#!/usr/bin/python\n# -*- coding: latin-1 -*-\nname = 'é'\n"
    assert Tree.of({"main.py": source.encode("latin-1")}).text("main.py") == source


@pytest.mark.parametrize(
    ("path", "content", "reason"),
    [
        ("main.py", b"x = 1\n# coding: latin-1\nname = '\xe9'\n", "not utf-8 text: byte 32, line 3"),
        ("notes.txt", b"# coding: latin-1\n\xe9\n", "not utf-8 text: byte 18, line 2"),
        ("main.py", b"# coding: klingon\n", "declares the encoding klingon, which Python does not know"),
        ("main.py", b"# coding: zip\n", "declares the encoding zip, which Python does not know"),
        ("main.py", b"# coding: idna\n", "declares the encoding idna, in which no source is written"),
        (
            "a.txt",
            "fastapi==0.115é\n".encode("utf-16-le"),
            "looks like UTF-16 without a byte-order mark, or is no text",
        ),
        ("a.txt", b"\xff\xfe\x00", "not utf-16 text: byte 2, line 1"),
    ],
)
def test_what_cannot_be_read_says_why(path: str, content: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as problem:
        Tree.of({path: content}).text(path)
    assert str(problem.value) == reason


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "large.py").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(Unreadable, match="larger than 5 MB"):
        read_tree(tmp_path).text("large.py")


def test_a_tree_with_other_paths_knows_them() -> None:
    from msgspec.structs import replace

    tree = Tree.of({"a.py": "", "b.py": ""})
    assert "a.py" in tree
    smaller = replace(tree, paths=("b.py",))
    assert "a.py" not in smaller
    assert "b.py" in smaller


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "latin-1"])
def test_a_changed_text_keeps_the_encoding_and_the_mark_of_its_file(name: str) -> None:
    mark = {"utf-8-sig": "", "latin-1": "# coding: latin-1\n"}.get(
        name, "\ufeff" if "-le" in name or "-be" in name else ""
    )
    original, wanted = (f"{mark}é = {value}\r\n".encode(name) for value in (1, 2))
    assert encode(decode(original, is_python=True).replace("= 1", "= 2"), original, is_python=True) == wanted


def test_a_text_that_its_encoding_cannot_hold_is_refused() -> None:
    with pytest.raises(Unencodable, match="ascii has no 'é'"):
        encode("# coding: ascii\né", b"# coding: ascii\n", is_python=True)
