"""Which files hold a text? Decided from their bytes, and from the words in these bytes where many texts are asked for.

A word is a longest run of ASCII letters, digits and underscores. What is known of a file depends on its bytes only.
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, AnyStr

from msgspec import Struct

if TYPE_CHECKING:
    from fastdoctor.files.tree import Tree

OFTEN = 24
"""Texts that are looked for in the bytes of a file; one that is asked for more is known by its words from then on."""
_MOST_LISTS = 8
_IN_WORDS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")
SPACED = bytes(byte if byte in _IN_WORDS else 0x20 for byte in range(256))
"""Translates bytes so that spaces stand between words."""


class Held(Struct, frozen=True):
    """The question which of some texts a file holds."""

    texts: tuple[bytes, ...]
    whole: bool

    def __call__(self, content: bytes) -> tuple[bytes, ...]:
        return tuple(text for text in self.texts if _holds(content, text, self.whole))


class Words:
    """What the files of a tree hold; files that cannot be read hold nothing."""

    def __init__(self, files: Tree) -> None:
        self._files = files
        self._asked: dict[str, int] = {}
        self._known: dict[str, bytes] = {}
        """The bytes of the files that are known by their words."""
        self._holders: dict[bytes, list[str]] = {}
        """The known files by the words they hold."""
        self._listed = b"\n"
        """These words, each in a line."""
        self._answers: dict[bytes, set[str]] = {}
        """The known files by the texts that were asked for."""
        self._places: dict[int, tuple[Sequence[str], dict[str, int]]] = {}
        """The places of known files in the lists of them that are asked about again and again, by their identities."""

    def holding(self, texts: Iterable[AnyStr], paths: Sequence[str], whole: bool = False) -> list[str]:
        """The files among these that hold one of these texts, in the order asked; with `whole` as words of their own.

        A text is found wherever it stands: "fastapi" in `fastapi_users`, too, unless only whole words count.
        """
        return list(self.held(texts, paths, whole))

    def held(self, texts: Iterable[AnyStr], paths: Sequence[str], whole: bool = False) -> dict[str, tuple[AnyStr, ...]]:
        """The same with the texts that each of the files holds, in the order asked."""
        wanted = {text: text.encode() if isinstance(text, str) else text for text in texts}
        if self._files.trace is not None:
            self._files.trace.ask(Held(tuple(wanted.values()), whole))
        places = self._places_in(paths, len(wanted))
        if places is None:
            unknown = frozenset(path for path in paths if path not in self._known)
            return dict(self._looked_for(wanted, paths, unknown, whole))
        holders = {text: self._word_holders(key) if whole else self._text_holders(key) for text, key in wanted.items()}
        some = set[str]().union(*holders.values())
        found = sorted(some.intersection(places), key=places.__getitem__)
        return {path: tuple(text for text in wanted if path in holders[text]) for path in found}

    def know(self, paths: Sequence[str]) -> None:
        """Know these files by their words from now on, for many questions will follow."""
        if not paths:
            return
        holders, fresh = self._holders, []
        for path in paths:
            if path not in self._known:
                self._known[path] = content = self._files.bytes_unseen(path)
                for word in _words(content):
                    if word in holders:
                        holders[word].append(path)
                    else:
                        holders[word] = [path]
                        fresh.append(word)
        self._list(fresh)
        self._answers.clear()

    def told(self) -> bytes:
        """What it knows, for another process that has the same files."""
        return marshal.dumps(({path: len(content) for path, content in self._known.items()}, self._holders))

    def learn(self, told: bytes) -> None:
        """Know what another process told, unless more is known already or a file was edited between its look and ours.

        Such an edit shows by the length.
        """
        if self._known:
            return
        lengths, holders = marshal.loads(told)
        known = {path: self._files.bytes_unseen(path) for path in lengths}
        if all(len(known[path]) == length for path, length in lengths.items()):
            self._known, self._holders = known, holders
            self._list(holders)

    def follow(self, files: Tree) -> None:
        """Answer for these files from now on: only those with other bytes than before are looked at."""
        self._files = files
        self._asked.clear()
        self._places.clear()
        for path, before in list(self._known.items()):
            content = files.bytes_unseen(path) if path in files else b""
            if content != before:
                self._replace(path, before, content)
            if path not in files:
                del self._known[path]

    def renew(self, path: str) -> None:
        """Look at one file anew."""
        if path in self._known:
            self._replace(path, self._known[path], self._files.bytes_unseen(path))

    def _replace(self, path: str, before: bytes, content: bytes) -> None:
        self._known[path] = content
        old, new = _words(before), _words(content)
        for word in old - new:
            self._holders[word].remove(path)
        for word in new - old:
            self._holders.setdefault(word, []).append(path)
        self._list(word for word in new - old if self._holders[word] == [path])
        for text, found in self._answers.items():
            (found.add if text in content else found.discard)(path)

    def _places_in(self, paths: Sequence[str], texts: int) -> Mapping[str, int] | None:
        """The places of these files in their list; None where some are to be looked into for so many texts more."""
        listed, places = self._places.get(id(paths), ((), {}))
        if listed is paths:
            return places
        unknown = [path for path in paths if path not in self._known]
        for path in unknown:
            self._asked[path] = self._asked.get(path, 0) + texts
        often = [path for path in unknown if self._asked[path] > OFTEN]
        self.know(often)
        if len(often) < len(unknown):
            return None
        places = {path: place for place, path in enumerate(paths)}
        if isinstance(paths, tuple):
            if len(self._places) >= _MOST_LISTS:
                self._places.clear()
            self._places[id(paths)] = paths, places
        return places

    def _looked_for(
        self, wanted: Mapping[AnyStr, bytes], paths: Iterable[str], unknown: frozenset[str], whole: bool
    ) -> Iterator[tuple[str, tuple[AnyStr, ...]]]:
        known = [path for path in paths if path not in unknown]
        answered = self.held(wanted, known, whole) if known else {}
        for path in paths:
            if path in unknown:
                content = self._files.bytes_unseen(path)
                found = tuple(text for text, key in wanted.items() if _holds(content, key, whole))
            else:
                found = answered.get(path, ())
            if found:
                yield path, found

    def _word_holders(self, word: bytes) -> set[str]:
        return set(self._holders.get(word, ()))

    def _text_holders(self, text: bytes) -> set[str]:
        if text not in self._answers:
            self._answers[text] = self._find(text)
        return self._answers[text]

    def _find(self, text: bytes) -> set[str]:
        spaced = text.translate(SPACED)
        pieces = spaced.split()
        if pieces == [text]:
            return self._holders_of_piece(text)
        possible: set[str] | None = None
        for number, piece in enumerate(pieces):
            cut = (number == 0 and spaced[:1] != b" ") or (number == len(pieces) - 1 and spaced[-1:] != b" ")
            found = self._holders_of_piece(piece) if cut else self._word_holders(piece)
            possible = found if possible is None else possible & found
        return {path for path in (self._known if possible is None else possible) if text in self._known[path]}

    def _holders_of_piece(self, piece: bytes) -> set[str]:
        """The known files with a word that this is a piece of."""
        return set[str]().union(*(self._holders[word] for word in self._words_with(piece)))

    def _words_with(self, piece: bytes) -> Iterator[bytes]:
        place = self._listed.find(piece)
        while place >= 0:
            end = self._listed.index(b"\n", place)
            yield self._listed[self._listed.rindex(b"\n", 0, place) + 1 : end]
            place = self._listed.find(piece, end)

    def _list(self, words: Iterable[bytes]) -> None:
        self._listed += b"".join(word + b"\n" for word in words)


def _words(content: bytes) -> set[bytes]:
    return set(content.translate(SPACED).split())


def _holds(content: bytes, text: bytes, whole: bool) -> bool:
    if not whole or text not in content:
        return text in content
    return _standing_alone(text).search(content) is not None


@cache
def _standing_alone(text: bytes) -> re.Pattern[bytes]:
    # begins with what is looked for, not with a word's border: several times faster
    word = re.escape(text)
    return re.compile(word + rb"(?<!\w" + word + rb")\b")
