"""How a Pydantic `class Config` is written as `model_config = ConfigDict(...)`, comments and lines kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.finding import Edit
from fastdoctor.names.values import Site
from fastdoctor.project.editing import replaced_span
from fastdoctor.project.importing import spelled
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project.classes import Class

_WIDEST = 88
"""Characters of a line that every formatter leaves as it is."""


def as_model_config(model: Class, config: Class) -> tuple[Edit, ...]:
    """The edits; () for a class with bases, with more than plain assignments, or beside a `model_config`."""
    node, path, run = config.node, config.site.path, config.run
    text = run.files.text(path)
    settings = model.derives_from("pydantic_settings.BaseSettings")
    name = spelled(run, path, "pydantic_settings.SettingsConfigDict" if settings else "pydantic.ConfigDict")
    assigned = [item for item in node.body if isinstance(item, tree.Assign) and _is_plain(item)]
    taken = any(field.name == "model_config" for field in model.fields())
    if name is None or len(assigned) != len(node.body) or node.bases or node.keywords or taken or node.decorators:
        return ()
    if not assigned:
        return ()  # nothing is written there yet
    head = text[node.start : assigned[0].start]
    if head.split("#")[0].strip() != f"class {node.name}:" or not _own_lines(text, assigned):
        return ()
    short = _on_one_line(text, node, assigned, name.text)
    if short:
        return (*name.edits, replaced_span(run, Site(path, node.start, assigned[0].end), short))
    colon = node.start + head.index(":") + 1
    edits = [replaced_span(run, Site(path, node.start, colon), f"model_config = {name.text}(")]
    end = text.find("\n", assigned[-1].end)
    end = len(text) if end < 0 else end - text[:end].endswith("\r")
    closing = f"\n{text[text.rfind(chr(10), 0, node.start) + 1 : node.start]})"
    for item in assigned:
        edits.append(replaced_span(run, Site(path, item.targets[0].end, item.value.start), "="))
        edits.append(replaced_span(run, Site(path, item.end, item.end), f",{closing}" if item.end == end else ","))
    if assigned[-1].end != end:
        edits.append(replaced_span(run, Site(path, end, end), closing))
    return (*name.edits, *edits)


def _on_one_line(text: str, node: tree.Class, assigned: list[tree.Assign], name: str) -> str:
    """The whole of it where it is a single short entry without comments, else ""."""
    (first, *others) = assigned
    if others or "#" in text[node.start : first.end] or "\n" in text[first.value.start : first.end]:
        return ""
    target, value = (text[item.start : item.end] for item in (first.targets[0], first.value))
    indentation = node.start - text.rfind("\n", 0, node.start) - 1
    written = f"model_config = {name}({target}={value})"
    return written if indentation + len(written) <= _WIDEST else ""


def _is_plain(item: tree.Assign) -> bool:
    return len(item.targets) == 1 and isinstance(item.targets[0], tree.Name)


def _own_lines(text: str, assigned: list[tree.Assign]) -> bool:
    """Whether each assignment begins its line and has it for itself, but for a comment."""
    for item in assigned:
        before = text[text.rfind("\n", 0, item.start) + 1 : item.start]
        after = text[item.end :].partition("\n")[0].strip()
        between = text[item.targets[0].end : item.value.start]
        if before.strip() or (after and not after.startswith("#")) or between.strip() != "=":
            return False
    return True
