"""What Python's functions on files and folders give: programs find their own modules by looking into folders."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from fastdoctor.names.operators import plain
from fastdoctor.names.paths import PATH, TREE, in_tree, is_folder, matching, names_in, path_object, path_text
from fastdoctor.names.targets import elements
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    Collection,
    External,
    Instance,
    Invocation,
    Known,
    Value,
)
from fastdoctor.pattern import pattern

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

Builtin = Callable[["Interpreter", Invocation], Value]
MODULE_INFO = External("pkgutil.ModuleInfo")
_ENTRY = External("os.DirEntry")
_SPECIFICATION = External("importlib.machinery.ModuleSpec")
_WILD = pattern(r"[*?\[]")


def call_path_method(run: Interpreter, receiver: Instance, name: str, invocation: Invocation) -> Value | None:
    """The value of a method of a `pathlib.Path`, or of an `os.DirEntry`; None for a method that is not followed."""
    text = path_text(run, receiver.attributes.get("path") if receiver.type == _ENTRY else receiver)
    if text is None:
        return UNKNOWN
    given = path_text(run, invocation.arguments[0]) if invocation.arguments else None
    match name:
        case "is_dir" | "is_file" | "exists":
            return _there(run, invocation, text, name)
        case "resolve" | "absolute" | "expanduser":
            return path_object(posixpath.normpath(text))
        case "as_posix" | "__str__" | "__fspath__":
            return Known(text)
        case "joinpath":
            texts = [path_text(run, argument) for argument in invocation.arguments]
            return UNKNOWN if None in texts else path_object(posixpath.join(text, *(part or "" for part in texts)))
        case "with_suffix" if given is not None:
            return path_object(posixpath.splitext(text)[0] + given)
        case "relative_to" if given is not None:
            below = posixpath.relpath(text, given)
            return UNKNOWN if below.startswith("..") else path_object(below)
        case "iterdir":
            names = names_in(run, invocation, text)
            return UNKNOWN if names is None else _list(path_object(posixpath.join(text, found)) for found, _ in names)
        case "glob" | "rglob" if given is not None:
            paths = matching(run, invocation, text, given if name == "glob" else f"**/{given}")
            return UNKNOWN if paths is None else _list(path_object(found) for found in paths)
    return UNKNOWN


def _list(items: Iterator[Value]) -> Collection:
    return Collection("list", list(items))


def _there(run: Interpreter, invocation: Invocation, text: str, kind: str) -> Value:
    """Whether something is there; what the tree does not have may be there when the program runs."""
    path = in_tree(run, invocation, text)
    if path is None or not (path in run.files or is_folder(run, path)):
        return UNKNOWN
    return Known({"is_dir": path not in run.files, "is_file": path in run.files}.get(kind, True))


def _test(kind: str) -> Builtin:
    def answer(run: Interpreter, invocation: Invocation) -> Value:
        text = path_text(run, invocation.argument("path", 0) or invocation.argument("s", 0))
        return UNKNOWN if text is None else _there(run, invocation, text, kind)

    return answer


def _on_text(function: Callable[[str], object]) -> Builtin:
    def apply(run: Interpreter, invocation: Invocation) -> Value:
        text = path_text(run, invocation.arguments[0] if invocation.arguments else None)
        if text is None:
            return UNKNOWN
        result = function(text)
        return Collection("tuple", [Known(part) for part in result]) if isinstance(result, tuple) else Known(result)

    return apply


def _join(run: Interpreter, invocation: Invocation) -> Value:
    texts = [path_text(run, argument) for argument in invocation.arguments]
    if not texts or None in texts or invocation.loose:
        return UNKNOWN
    return Known(posixpath.join(*(text or "" for text in texts)))


def _relative(run: Interpreter, invocation: Invocation) -> Value:
    text = path_text(run, invocation.argument("path", 0))
    start = path_text(run, invocation.argument("start", 1)) if invocation.argument("start", 1) else TREE
    if text is None or start is None or text.startswith("/") != start.startswith("/"):
        return UNKNOWN
    return Known(posixpath.relpath(text, start))


def _path(run: Interpreter, invocation: Invocation) -> Value:
    texts = [path_text(run, argument) for argument in invocation.arguments]
    if None in texts:
        return Instance(PATH, construction=invocation)
    return path_object(posixpath.normpath(posixpath.join("", *(text or "" for text in texts)) or "."))


def _listdir(run: Interpreter, invocation: Invocation) -> Value:
    text = path_text(run, invocation.argument("path", 0) or Known("."))
    names = names_in(run, invocation, text) if text is not None else None
    return UNKNOWN if names is None else _list(Known(name) for name, _ in names)


def _scandir(run: Interpreter, invocation: Invocation) -> Value:
    text = path_text(run, invocation.argument("path", 0) or Known("."))
    names = names_in(run, invocation, text) if text is not None else None
    if text is None or names is None:
        return UNKNOWN
    return _list(
        Instance(_ENTRY, {"name": Known(name), "path": Known(posixpath.join(text, name))}) for name, _ in names
    )


def _walk(run: Interpreter, invocation: Invocation) -> Value:
    text = path_text(run, invocation.argument("top", 0))
    if text is None or names_in(run, invocation, text) is None:
        return UNKNOWN
    waiting, found = [text], []
    for folder in waiting:
        names = names_in(run, invocation, folder) or []
        folders = [name for name, is_folder in names if is_folder]
        files = [name for name, is_folder in names if not is_folder]
        listed = [Collection("list", [Known(name) for name in part]) for part in (folders, files)]
        found.append(Collection("tuple", [Known(folder), *listed]))
        waiting += [posixpath.join(folder, name) for name in folders]
    return Collection("list", list(found))


def _glob(run: Interpreter, invocation: Invocation) -> Value:
    pattern = path_text(run, invocation.argument("pathname", 0))
    root = invocation.argument("root_dir")
    folder = path_text(run, root) if root is not None else ""
    if pattern is None or folder is None:
        return UNKNOWN
    parts = pattern.split("/")
    literal = next((place for place, part in enumerate(parts) if _WILD.search(part)), len(parts) - 1)
    start = "/".join(parts[:literal]) or ("/" if pattern.startswith("/") else "")
    recursive = plain(run, invocation.argument("recursive") or Known(False)) == Known(True)
    inside = posixpath.join(folder, start) or "."
    wanted = [part if recursive or part != "**" else "*" for part in parts[literal:]]
    found = matching(run, invocation, inside, "/".join(wanted))
    if found is None:
        return UNKNOWN
    return _list(Known(posixpath.join(start, posixpath.relpath(path, inside))) for path in found)


def _iter_modules(nested: bool) -> Builtin:
    def modules(run: Interpreter, invocation: Invocation) -> Value:
        paths = elements(run, invocation.argument("path", 0) or UNKNOWN)
        prefix = path_text(run, invocation.argument("prefix", 1) or Known(""))
        texts = [path_text(run, path) for path in paths or ()]
        if not texts or None in texts or prefix is None:
            return UNKNOWN
        return _list(found for text in texts for found in _modules(run, invocation, text or "", prefix, nested))

    return modules


def _modules(run: Interpreter, invocation: Invocation, folder: str, prefix: str, nested: bool) -> Iterator[Instance]:
    for name, has_more in names_in(run, invocation, folder) or ():
        inner = posixpath.join(folder, name)
        is_package = has_more and (in_tree(run, invocation, f"{inner}/__init__.py") or "") in run.files
        if is_package or (name.endswith(".py") and name != "__init__.py"):
            full = prefix + (name if is_package else name.removesuffix(".py"))
            yield Instance(MODULE_INFO, {"module_finder": UNKNOWN, "name": Known(full), "ispkg": Known(is_package)})
            if is_package and nested:
                yield from _modules(run, invocation, inner, f"{full}.", nested)


def _specification(run: Interpreter, invocation: Invocation) -> Value:
    text = path_text(run, invocation.argument("location", 1))
    if text is None:
        return UNKNOWN
    loader = Instance(External("importlib.abc.Loader"), {"value": NONE})
    return Instance(
        _SPECIFICATION, {"name": invocation.argument("name", 0) or UNKNOWN, "origin": Known(text), "loader": loader}
    )


def _module_of(run: Interpreter, invocation: Invocation) -> Value:
    """The module of a specification, read at once where that registers anything: its loader does so next."""
    given = run.resolve(invocation.argument("spec", 0) or UNKNOWN)
    origin = path_text(run, given.attributes.get("origin")) if isinstance(given, Instance) else None
    path = in_tree(run, invocation, origin) if origin is not None else None
    if path is None or path not in run.files or not path.endswith(".py"):
        return UNKNOWN
    module = run.module(path)
    if run.eager(path):
        run.names_of(module)
    return module


FILE_BUILTINS: dict[str, Builtin] = {
    "pathlib.Path": _path,
    "pathlib.PurePath": _path,
    "pathlib.PosixPath": _path,
    "pathlib.Path.cwd": lambda run, invocation: path_object("."),
    "os.getcwd": lambda run, invocation: Known("."),
    "os.fspath": _on_text(str),
    "os.path.join": _join,
    "os.path.dirname": _on_text(posixpath.dirname),
    "os.path.basename": _on_text(posixpath.basename),
    "os.path.split": _on_text(posixpath.split),
    "os.path.splitext": _on_text(posixpath.splitext),
    "os.path.abspath": _on_text(posixpath.normpath),
    "os.path.realpath": _on_text(posixpath.normpath),
    "os.path.normpath": _on_text(posixpath.normpath),
    "os.path.relpath": _relative,
    "os.path.exists": _test("exists"),
    "os.path.isdir": _test("is_dir"),
    "os.path.isfile": _test("is_file"),
    "os.listdir": _listdir,
    "os.scandir": _scandir,
    "os.walk": _walk,
    "glob.glob": _glob,
    "glob.iglob": _glob,
    "pkgutil.iter_modules": _iter_modules(nested=False),
    "pkgutil.walk_packages": _iter_modules(nested=True),
    "importlib.util.spec_from_file_location": _specification,
    "importlib.util.module_from_spec": _module_of,
}
"""By dotted name."""
