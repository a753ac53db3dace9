"""What a literal's text is worth."""

from __future__ import annotations

import ast
import warnings

LONGEST_NUMBER = 4_000
"""Characters; reading a number costs the square of its length."""


def literal(text: str) -> object:
    """The constant that a number or string literal stands for."""
    if text[:1].isdigit() and len(text) > LONGEST_NUMBER:
        return None
    if text.isdecimal() and text.isascii() and (text == "0" or text[0] != "0"):
        return int(text)
    # an invalid escape or a number with odd digits is a matter for other tools
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.literal_eval(text)
        except (ValueError, SyntaxError):
            return None if text[:1].isdigit() else text.strip("\"'")


def unescaped(text: str) -> str:
    """The text of an f-string's part with its escapes resolved."""
    quote = '"""' if '"""' not in text and not text.endswith('"') else "'''"
    value = literal(f"{quote}{text}{quote}")
    return value if isinstance(value, str) else text
