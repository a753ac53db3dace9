"""Docstrings become pages, and what is no page is refused with a reason."""

from __future__ import annotations

import pytest

from fastdoctor.catalogue.page import InvalidPage, parse_page

PAGE = """
A thing is wrong

It hurts because
of this.

Bad:

```python
x = 1
```

```toml
[project]
```

```python app/other.py
# Good: is no section here
```

Good:

~~~text
fastapi==1
~~~

Applies to: fastapi before 1

Not reported: other things,
on two lines.
"""


def test_the_parts_of_a_page() -> None:
    page = parse_page(PAGE)
    assert page.summary == "A thing is wrong"
    assert page.why == "It hurts because\nof this."
    assert page.bad == {
        "main.py": "x = 1\n",
        "pyproject.toml": "[project]\n",
        "app/other.py": "# Good: is no section here\n",
    }
    assert page.good == {"requirements.txt": "fastapi==1\n"}
    assert page.applies == "fastapi before 1"
    assert page.not_reported == "other things,\non two lines."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "docstring"),
        ("A\nb\n", "second line"),
        (PAGE.replace("Good:\n", ""), "`Good:`"),
        (PAGE.replace("Bad:\n", ""), "`Bad:`"),
        (PAGE.replace("It hurts because\nof this.", ""), "why"),
        (PAGE.replace("```toml", "```"), "needs a path"),
        (PAGE.replace("app/other.py", "main.py"), "two blocks"),
        (PAGE.replace("~~~\n", "", 1), "does not end"),
        (PAGE.replace("~~~text\nfastapi==1\n~~~", "nothing"), "no fenced block"),
    ],
)
def test_what_is_no_page(text: str, reason: str) -> None:
    with pytest.raises(InvalidPage, match=reason):
        parse_page(text)
