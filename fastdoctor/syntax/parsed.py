"""Which trees are known already? A text that was parsed once is not parsed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastdoctor.hashing import blake2b
from fastdoctor.syntax import tree
from fastdoctor.syntax.python import parse_module

_NEVER = -1


class ParsedFiles:
    """The trees of the files that were parsed, for as long as a file has the same text.

    `kept` are written trees by the digest of their texts; `keep` writes down what more was parsed. Before a text is
    parsed, `ahead` is told its file and asked for trees that were written elsewhere meanwhile.
    """

    def __init__(self, kept: Mapping[bytes, bytes] | None = None) -> None:
        self.kept = dict(kept or {})
        self.ahead: Callable[[str], Mapping[bytes, bytes]] | None = None
        self._known: dict[str, tree.Module] = {}
        self._digests: dict[str, bytes] = {}
        self._written: dict[str, int] = {}

    def module(self, path: str, text: str) -> tree.Module:
        """The tree of a file with this text; raises GivenUp."""
        known = self._known.get(path)
        if known is None or known.text != text:
            digest = digest_of(text)
            kept = self._kept_tree(path, text, digest)
            known = kept or parse_module(path, text)
            self._known[path], self._digests[path] = known, digest
            self._written[path] = known.functions_read if kept else _NEVER
        return known

    def renew(self, module: tree.Module) -> None:
        """Know the tree of another text of a file."""
        self._known[module.path], self._digests[module.path] = module, digest_of(module.text)
        self._written[module.path] = _NEVER

    def unwatch(self) -> None:
        """Whoever wanted to know who looks into functions is gone."""
        for module in self._known.values():
            module.reading.watch(None)

    def keep(self) -> dict[bytes, bytes]:
        """Write down the trees that were parsed, or a function of them, since this was last asked; what that gave."""
        from fastdoctor.syntax.written import written

        found: dict[bytes, bytes] = {}
        for path, module in self._known.items():
            if self._written[path] != module.functions_read:
                self._written[path] = module.functions_read
                content = written(module)
                if content is not None:
                    found[self._digests[path]] = content
        self.learn(found)
        return found

    def learn(self, more: Mapping[bytes, bytes]) -> None:
        """Know trees that were written elsewhere; of two of a text, the one with more of its functions."""
        known = self.kept
        known.update({key: one for key, one in more.items() if len(one) > len(known.get(key, b""))})

    def used(self) -> frozenset[bytes]:
        """The digests of the texts that were asked for."""
        return frozenset(self._digests.values())

    def _kept_tree(self, path: str, text: str, digest: bytes) -> tree.Module | None:
        if digest not in self.kept and self.ahead is not None:
            self.learn(self.ahead(path))
        if digest not in self.kept:
            return None
        from fastdoctor.syntax.written import read_back

        return read_back(path, text, self.kept[digest])


def digest_of(text: str) -> bytes:
    """16 bytes that no other text has."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
