"""Markdown shows a scanned text as it is, and code as code."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from fastdoctor.report.markdown_text import code_in_markdown, message_in_markdown, shown_in_markdown

TEXTS = ("a", "", " ", "`", "``", "a`b", " a ", "<b>x</b>", "[a](b)", "**a**", "a|b", "@user", "x \\", "```\nx", "1. a")


def seen(markdown: str) -> list[tuple[str, str]]:
    """The inline pieces of a list item as a reader of Markdown has them: kind and text, neighbours joined."""
    (inline,) = (token for token in MarkdownIt("commonmark").parse(f"- x{markdown}x") if token.type == "inline")
    found: list[tuple[str, str]] = []
    for child in inline.children or ():
        kind = "code" if child.type == "code_inline" else "text" if "text" in child.type else child.type
        if found and found[-1][0] == kind == "text":
            found[-1] = (kind, found[-1][1] + child.content)
        else:
            found.append((kind, child.content))
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text(text: str) -> None:
    assert seen(shown_in_markdown(text)) == [("text", f"x{text}x".replace("\n", "\u240a"))]


@pytest.mark.parametrize("text", TEXTS)
def test_code_stays_code(text: str) -> None:
    kinds = [(kind, content.strip()) for kind, content in seen(code_in_markdown(text))]
    assert kinds == [("text", "x"), ("code", text.replace("\n", "\u240a").strip()), ("text", "x")]


def test_what_a_message_puts_between_backticks_is_code() -> None:
    found = seen(message_in_markdown("`FastAPI` takes no `*titel*`, <b> or `"))
    assert found == [
        ("text", "x"), ("code", "FastAPI"), ("text", " takes no "), ("code", "*titel*"), ("text", ", <b> or `x"),
    ]  # fmt: skip
