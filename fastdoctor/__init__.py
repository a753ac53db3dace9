"""The doctor for FastAPI projects: what a rule file may import."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fastdoctor.declaration import rule
    from fastdoctor.finding import Edit, Finding, Fix, Location, Region, Related
    from fastdoctor.project import Project
else:

    def __getattr__(name: str) -> object:
        """Import a name when it is asked for: the command line starts without any of them."""
        if name not in __all__:
            raise AttributeError(f"module 'fastdoctor' has no attribute {name!r}")
        from importlib import import_module

        modules = {"Project": "fastdoctor.project", "rule": "fastdoctor.declaration"}
        module = import_module(modules.get(name, "fastdoctor.finding"))
        return getattr(module, name)


__all__ = ["Edit", "Finding", "Fix", "Location", "Project", "Region", "Related", "rule"]
