"""Which trees are known already? A text that did not change is not parsed again."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastdoctor.syntax import tree
from fastdoctor.syntax.python import parse_module


@dataclass(slots=True)
class ParsedFiles:
    """The trees of the files that were parsed, each with its text; kept from one run to the next by who watches."""

    _known: dict[str, tuple[str, tree.Module]] = field(default_factory=dict)

    def module(self, path: str, text: str) -> tree.Module:
        """The tree of a file with this text; raises GivenUp."""
        known = self._known.get(path)
        if known is None or known[0] != text:
            known = self._known[path] = (text, parse_module(path, text))
        return known[1]
