"""Which file a module name means: packages, src layouts, namespace packages, several projects in one tree."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property

from fastdoctor.files.tree import folders_of

_INSTALLED = frozenset({"fastapi", "starlette", "pydantic"})
"""What a program has installed: inside of a package, a folder of that name (`apis/fastapi`) is that package's own."""


class ModuleIndex:
    """The modules of a tree, by the paths of its Python files."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._files = frozenset(path for path in paths if path.endswith(".py"))
        self._homes: dict[str, tuple[str, str]] = {}
        self._namespaces: set[str] = set()
        self._meant: dict[tuple[str, str], str | None] = {}
        self._searched: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _folders(self) -> frozenset[str]:
        return folders_of(self._files)

    @cached_property
    def _folders_of_modules(self) -> frozenset[str]:
        return frozenset(_parent(path) for path in self._files)

    @cached_property
    def _tops(self) -> dict[str, list[str]]:
        """For each top-level module or package name, the folders it may be imported from."""
        found: dict[str, set[str]] = {}
        for path in self._files:
            root, name = self.home(path)
            found.setdefault(name.split(".")[0], set()).add(root)
        return {name: sorted(roots, key=lambda root: (root.count("/"), root)) for name, roots in found.items()}

    def learn(self, name: str, importer: str) -> None:
        """Learn from a file that imports `name`, or goes by it, which folders without an `__init__.py` are packages.

        One that the name of a module begins with is a namespace package, and so are the folders in it.
        """
        top, below = name.split(".")[0], name.replace(".", "/")
        above = _parent(importer)
        while "/" in below:
            folder, found = _joined(above, top), self._at(_joined(above, below))
            if found is not None and found.endswith(".py") and f"{folder}/__init__.py" not in self._files:
                self._namespaces.add(folder)
                self._homes.clear()
                self._meant.clear()
                self._searched.clear()
                self.__dict__.pop("_tops", None)
            if found is not None or not above:
                return
            above = _parent(above)

    def home(self, path: str) -> tuple[str, str]:
        """The import root of a file ("" is the tree's) and the module's name below it.

        The root is the first folder above that is no package: one without an `__init__.py`, of which nothing says that
        it is a namespace package.
        """
        folder, _, name = path.rpartition("/")
        root, package = self._home_of_folder(folder)
        if name == "__init__.py":
            return root, package or folder.rpartition("/")[2]
        return root, _dotted(package, name.rpartition(".")[0] or name)

    def _home_of_folder(self, folder: str) -> tuple[str, str]:
        if folder not in self._homes:
            above, _, name = folder.rpartition("/")
            if folder and (f"{folder}/__init__.py" in self._files or self._is_namespace(folder)):
                root, package = self._home_of_folder(above)
                self._homes[folder] = root, _dotted(package, name)
            else:
                self._homes[folder] = folder, ""
        return self._homes[folder]

    def _is_namespace(self, folder: str) -> bool:
        return any(folder == known or folder.startswith(f"{known}/") for known in self._namespaces)

    def absolute(self, name: str, importer: str) -> str | None:
        """The file that `import name` in the file `importer` means: a module, a package or a namespace folder.

        Looked for from the importer's own root, then every folder above it, then the packages between the root and
        the importer (a program may be started inside a package), then wherever the first part of the name is a
        package of this tree.
        """
        asked = name, (_parent(importer) if "." in name else importer)
        if asked not in self._meant:
            self._meant[asked] = self._absolute(name, importer)
        return self._meant[asked]

    def _absolute(self, name: str, importer: str) -> str | None:
        top, below = name.split(".")[0], name.replace(".", "/")
        nowhere = name and name.rpartition(".")[2] not in self._by_last
        if nowhere or top in sys.stdlib_module_names:
            return None
        if top in _INSTALLED:
            return next((found for root in self._roots(importer) if (found := self._at(_joined(root, below)))), None)
        packages = (root for root in self._tops.get(top, ()) if _joined(root, top) in self._folders)
        namespaces = []
        for roots in (self._roots_of(importer), packages):
            for root in roots:
                found = self._at(_joined(root, below))
                if found is not None and (found != importer or "/" in below):
                    if found.endswith(".py") or self._at(_joined(root, top)) != _joined(root, top):
                        return found  # also a folder in a regular package, which no other part of a path adds to
                    namespaces.append(found)
            if namespaces and namespaces[0] in self._folders_of_modules:
                return namespaces[0]
        # as in Python, a namespace folder is only taken where no module or regular package of that name is
        elsewhere = self._anywhere(below) if "/" in below else None
        return elsewhere or (namespaces[0] if namespaces else None)

    def _anywhere(self, below: str) -> str | None:
        """A module of a namespace package whose parts lie in several roots."""
        last = below.rpartition("/")[2]
        for path in self._by_last.get(last, ()):
            if path.endswith((f"/{below}.py", f"/{below}/__init__.py", f"/{below}")):
                return path
        return None

    @cached_property
    def _by_last(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in sorted(
            self._files | self._folders, key=lambda path: (not path.endswith(".py"), path.count("/"), path)
        ):
            inner = _parent(path) if path.endswith("/__init__.py") else path.removesuffix(".py")
            name = inner.rpartition("/")[2]
            found.setdefault(name, []).append(path)
        return found

    def relative(self, module: str, level: int, importer: str) -> str | None:
        """The file that `from ..module import` means."""
        base = _parent(importer)
        for _ in range(level - 1):
            base = _parent(base)
        return self._at(_joined(base, module.replace(".", "/")) if module else base)

    def child(self, path: str, name: str) -> str | None:
        """The submodule `name` of a package or namespace folder."""
        if path.endswith("/__init__.py") or path == "__init__.py":
            return self._at(_joined(path[: -len("__init__.py")].rstrip("/"), name))
        if path.endswith(".py"):
            return None
        return self._at(_joined(path, name))

    def package(self, path: str) -> str | None:
        """The `__init__.py` of the package around a module: Python runs it first."""
        folder = _parent(path)
        folder = _parent(folder) if path.rpartition("/")[2] == "__init__.py" else folder
        found = f"{folder}/__init__.py" if folder else "__init__.py"
        return found if found in self._files and found != path else None

    def _roots_of(self, importer: str) -> tuple[str, ...]:
        folder = _parent(importer)
        if folder not in self._searched:
            self._searched[folder] = (*self._roots(importer), *self._inner_roots(importer))
        return self._searched[folder]

    def _roots(self, importer: str) -> Iterator[str]:
        root, _ = self.home(importer)
        while True:
            yield root
            yield _joined(root, "src")
            if not root:
                return
            root = _parent(root)

    def _inner_roots(self, importer: str) -> list[str]:
        root, _ = self.home(importer)
        inner = []
        folder = _parent(importer)
        while folder and folder != root:
            inner.append(folder)
            folder = _parent(folder)
        return inner[::-1]

    def _at(self, below: str) -> str | None:
        for path in (f"{below}/__init__.py" if below else "__init__.py", f"{below}.py"):
            if path in self._files:
                return path
        return below if below and below in self._folders else None


def _parent(path: str) -> str:
    """The folder around a path, "" at the root."""
    return path.rpartition("/")[0]


def _dotted(package: str, name: str) -> str:
    return f"{package}.{name}" if package else name


def _joined(root: str, below: str) -> str:
    return f"{root}/{below}" if root and below else root or below
