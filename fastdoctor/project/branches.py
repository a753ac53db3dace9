"""Does a piece of source only run in some environments?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastdoctor.project.expressions import Place
from fastdoctor.syntax import tree
from fastdoctor.syntax.walk import walk

_ENVIRONMENT = re.compile(r"(?i)dev|debug|local|test|prod|stag")


def is_of_one_environment(place: Place) -> bool:
    """Whether it stands under an `if` that asks for the environment (`if settings.debug:`, `if ENV == "local":`)."""
    return any(_ENVIRONMENT.search(test) for test in _tests_around(place))


def _tests_around(place: Place) -> Iterator[str]:
    source = place.run.syntax(place.site.path)
    for node in walk(source.body) if source is not None else ():
        if isinstance(node, (tree.If, tree.Conditional)) and node.start <= place.site.start < node.end:
            test = node.test
            if not test.start <= place.site.start < test.end:
                yield place.run.files.text(place.site.path)[test.start : test.end]
