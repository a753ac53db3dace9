"""What a literal's text is worth."""

from __future__ import annotations

import ast
import warnings


def literal(text: str) -> object:
    """The constant that a number or string literal stands for."""
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
