"""Comments and the lines they cover, in any Python."""

from __future__ import annotations

import io
import random
import tokenize
from pathlib import Path

import pytest

from fastdoctor.suppression.python_lines import python_comments

ROOT = Path(__file__).parent.parent.parent


def covered(text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(comment.line, comment.covers) for comment in python_comments(text)]


def test_behind_code_it_covers_its_own_line() -> None:
    assert covered("a = (\n  1,  # x\n)\n") == [(2, (2, 2))]


def test_alone_it_covers_the_next_logical_line() -> None:
    assert covered("# x\n\n# y\na = f(\n  1,\n)\nb = 2\n") == [(1, (4, 6)), (3, (4, 6))]


def test_before_a_decorator_it_covers_the_signature_but_not_the_body() -> None:
    text = "# x\n@app.get(\n  '/'\n)\n@other\nasync def f(\n  a: int,\n) -> None:\n    g()\n"
    assert covered(text) == [(1, (2, 8))]


def test_alone_inside_brackets_it_covers_the_next_line() -> None:
    assert covered("f(\n  # x\n\n  # y\n  1,\n  2,\n)\n") == [(2, (5, 5)), (4, (5, 5))]


def test_at_the_end_of_the_file_it_covers_nothing_but_itself() -> None:
    assert covered("a = 1\n# x") == [(2, (2, 2))]


def test_continued_lines_are_one_logical_line() -> None:
    assert covered("# x\na = 1 + \\\n  2\nb = 3\n") == [(1, (2, 3))]
    assert covered("# x\r\na = 1 + \\\r\n  2\r\nb = 3\r\n") == [(1, (2, 3))]


@pytest.mark.parametrize(
    "text",
    [
        "a = '# x'\n",
        'a = """\n# x\n"""\n',
        "a = r'\\\\' '# x'\n",
        "a = f'{b}# x'\n",
        "a = f\"{d['# x']}\"\n",
        'a = f"{d["# x"]}"\n',
        'a = f"{x:{"# y"}>10}# x"\n',
        "a = f'{{# x'\n",
        'a = rf"""{b!r}\n# x"""\n',
        'a = t"# x"\n',
        "a = b'# x'\n",
        "a = 'it\\'s # x'\n",
    ],
)
def test_strings_hold_no_comments(text: str) -> None:
    assert covered(text) == []
    assert covered(text + "b = 1  # y\n") == [(text.count("\n") + 1, (text.count("\n") + 1,) * 2)]


def test_an_unclosed_string_ends_with_its_line() -> None:
    assert covered("a = 'oops\nb = 1  # x\n") == [(2, (2, 2))]


def test_columns_count_code_points() -> None:
    (comment,) = python_comments("日本 = '𝒳'  # x\r\n")
    assert (comment.column, comment.text, comment.alone) == (11, "# x", False)


def test_the_same_comments_as_the_standard_tokenizer_on_our_own_source() -> None:
    files = sorted((ROOT / "fastdoctor").rglob("*.py"))
    compared = 0
    for file in files:
        text = file.read_text("utf-8")
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        expected = [
            (token.start[0], token.start[1] + 1, token.string) for token in tokens if token.type == tokenize.COMMENT
        ]
        assert [(one.line, one.column, one.text) for one in python_comments(text)] == expected, file
        compared += len(expected)
    assert compared > 5


def test_no_text_makes_it_fail() -> None:
    generator = random.Random(7)
    pieces = ["'", '"', '"""', "f'", "{", "}", "(", ")", "#", "\\", "\n", "\r\n", ":", "@", "x", " ", "def", "!", "\t"]
    for _ in range(3000):
        text = "".join(generator.choices(pieces, k=generator.randrange(40)))
        for comment in python_comments(text):
            line = text.split("\n")[comment.line - 1]
            assert line[comment.column - 1 :].rstrip("\r") == comment.text
            assert comment.covers[0] <= comment.covers[1]


def test_deep_nesting_is_no_problem() -> None:
    text = 'f"{' * 50_000 + "\n# x"
    assert python_comments(text) is not None
