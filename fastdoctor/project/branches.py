"""Does a piece of source only run in some environments?"""

from __future__ import annotations

from collections.abc import Iterator

from fastdoctor.pattern import pattern
from fastdoctor.project.expressions import Place
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

_ENVIRONMENT = pattern(r"(?i)dev|debug|local|test|prod|stag")
_DEVELOPMENT = pattern(r"(?i)dev|debug|local|test")
_NEGATION = pattern(r"\bnot\b|!=")


def is_of_one_environment(place: Place) -> bool:
    """Whether it stands under an `if` that asks for the environment (`if settings.debug:`, `if ENV == "local":`)."""
    return any(_ENVIRONMENT.search(test) for test, _ in _tests_around(place))


def is_for_development(place: Place) -> bool:
    """Whether it stands in a branch that a developer's machine takes: `if debug:`, or the other of `if production:`."""
    for test, is_body in _tests_around(place):
        if _ENVIRONMENT.search(test):
            holds = is_body != bool(_NEGATION.search(test))
            if holds == bool(_DEVELOPMENT.search(test)):
                return True
    return False


def _tests_around(place: Place) -> Iterator[tuple[str, bool]]:
    """The tests around a place, and whether it stands where the test holds."""
    source = place.run.syntax(place.site.path)
    for node in walk(source.body) if source is not None else ():
        if isinstance(node, (tree.If, tree.Conditional)) and node.start <= place.site.start < node.end:
            test = node.test
            if not test.start <= place.site.start < test.end:
                text = place.run.files.text(place.site.path)[test.start : test.end]
                body = node.body if isinstance(node, tree.If) else (node.body,)
                yield text, any(item.start <= place.site.start < item.end for item in body)
