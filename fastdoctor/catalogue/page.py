"""What a rule's page says: the docstring of its file as a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from fastdoctor.pattern import pattern

_SECTION = pattern(r"^(Bad|Good|Applies to|Not reported|Fix|See also):[ \t]*(.*)$")
_FENCE = pattern(r"^(`{3,}|~{3,})[ \t]*([\w+-]*)[ \t]*(.*?)[ \t]*$")
DEFAULT_PATHS = {
    "python": "main.py",
    "toml": "pyproject.toml",
    "dockerfile": "Dockerfile",
    "yaml": "compose.yaml",
    "text": "requirements.txt",
}
"""The path of a block that names only its language."""


class InvalidPage(Exception):
    """A docstring that is not a page; the message says what is missing."""


class Page(Struct, frozen=True):
    """A rule's page.

    `summary` is the defect in one line, `why` says why it hurts, `bad` and `good` map a path to the text of the
    smallest project that shows the defect and of the same project without it, `text` is the whole page in Markdown.
    """

    summary: str
    why: str
    bad: Mapping[str, str | bytes]
    good: Mapping[str, str | bytes]
    applies: str
    not_reported: str
    text: str


def parse_page(text: str) -> Page:
    """The page in a docstring (indentation removed); raises InvalidPage."""
    lines = text.strip().splitlines()
    if not lines:
        raise InvalidPage("the file has no docstring; it is the rule's page")
    if len(lines) > 1 and lines[1].strip():
        raise InvalidPage("the second line of the page must be empty: the first one is the defect in one line")
    sections = _sections(lines[2:])
    for name in ("Bad", "Good"):
        if name not in sections:
            raise InvalidPage(f"the page has no `{name}:` section with an example")
    why = "\n".join(sections[""]).strip()
    if not why:
        raise InvalidPage("the page does not say why the defect hurts")
    return Page(
        summary=lines[0].strip(),
        why=why,
        bad=_files(sections["Bad"], "Bad"),
        good=_files(sections["Good"], "Good"),
        applies="\n".join(sections.get("Applies to", ())).strip(),
        not_reported="\n".join(sections.get("Not reported", ())).strip(),
        text=text.strip() + "\n",
    )


def fenced_blocks(lines: list[str]) -> Iterator[tuple[int, str, str, list[str]]]:
    """The fenced blocks among Markdown lines: index of the opening fence, language, rest of the info string, lines.

    A block inside a list item may be indented; its lines lose that indentation. An unclosed block raises InvalidPage.
    """
    opening: tuple[int, str, str, str, str] | None = None
    body: list[str] = []
    for index, line in enumerate(lines):
        stripped = line.lstrip(" ")
        if opening is None:
            if found := _FENCE.match(stripped):
                opening = (index, found[1], found[2], found[3], line[: len(line) - len(stripped)])
        elif stripped.startswith(opening[1]) and not stripped.strip(opening[1][0] + " \t"):
            yield opening[0], opening[2], opening[3], body
            opening, body = None, []
        else:
            body.append(line.removeprefix(opening[4]))
    if opening is not None:
        raise InvalidPage(f"the fenced block that starts in line {opening[0] + 1} does not end")


def path_of_block(language: str, path: str) -> str:
    """Where the text of a block belongs in its project; raises InvalidPage when nothing says so."""
    if path or language in DEFAULT_PATHS:
        return path or DEFAULT_PATHS[language]
    raise InvalidPage(f"a fenced block of language {language!r} needs a path behind it")


def file_of_block(path: str, body: list[str]) -> tuple[str, str | bytes]:
    """The file that a block stands for; "requirements.txt in utf-16" names the encoding of its bytes."""
    text = "\n".join(body) + "\n"
    name, _, encoding = path.partition(" in ")
    return name, text.encode(encoding) if encoding else text


def _sections(lines: list[str]) -> dict[str, list[str]]:
    fenced = {number for index, _, _, body in fenced_blocks(lines) for number in range(index, index + len(body) + 2)}
    sections: dict[str, list[str]] = {"": []}
    current = ""
    for index, line in enumerate(lines):
        heading = None if index in fenced else _SECTION.match(line)
        if heading is None:
            sections[current].append(line)
            continue
        current = heading[1]
        sections[current] = [heading[2]] if heading[2] else []
    return sections


def _files(lines: list[str], section: str) -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {}
    for _, language, path, body in fenced_blocks(lines):
        where, content = file_of_block(path_of_block(language, path), body)
        if where in files:
            raise InvalidPage(f"`{section}:` has two blocks for {where}")
        files[where] = content
    if not files:
        raise InvalidPage(f"the `{section}:` section holds no fenced block")
    return files
