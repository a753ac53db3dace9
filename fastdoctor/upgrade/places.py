"""Where does a project speak of something: its calls, keywords, names and imports?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.upgrade.changes import Places

if TYPE_CHECKING:
    from fastdoctor.project import Project


def called(*names: str) -> Places:
    """The calls of these."""
    return lambda project: (call.location for call in project.calls(*names, tests=True))


def keyword(name: str, *callees: str) -> Places:
    """The places of one keyword in calls of these."""

    def places(project: Project) -> Iterator[Location]:
        for call in project.calls(*callees, tests=True):
            if name in call.keywords:
                yield call.keyword_place(name).location

    return places


def referred(*names: str) -> Places:
    """The uses of these names."""
    return lambda project: (found.location for found in project.references(*names, tests=True))


def imported(*modules: str) -> Places:
    """The imports of these modules, or from them."""
    return lambda project: (place.location for _, place in project.imports(*modules, tests=True))
