"""The data is what the wheels say: a sample of releases is read anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from fastdoctor.knowledge import interfaces, releases
from fastdoctor.knowledge.data_files import data
from fastdoctor.knowledge.spans import covers
from tests.refresh.interface import interface
from tests.refresh.releases import metadata, unpacked
from tests.refresh.spans import by_span, spans

SAMPLE = [
    ("fastapi", "0.103.2"),
    ("fastapi", "0.128.8"),
    ("fastapi", "0.165.0"),
    ("starlette", "0.41.3"),
    ("pydantic", "1.10.24"),
    ("httpx", "0.28.1"),
    ("python-multipart", "0.0.20"),
    ("uvicorn", "0.34.0"),
]


def holding(table: dict[str, list[str]], release: str) -> set[str]:
    return {item for span, items in table.items() if covers(span, release) for item in items}


@pytest.mark.slow
@pytest.mark.parametrize(("package", "release"), SAMPLE)
def test_a_release_read_anew_is_as_committed(package: str, release: str, tmp_path: Path) -> None:
    folder = unpacked(package, release, tmp_path)
    names, facts = data(f"{package}.names"), data(f"{package}.releases")
    assert names is not None
    assert facts is not None
    found, said = interface(folder), metadata(folder)
    assert holding(names["names"], release) == found.names
    assert holding(names["callables"], release) == found.callables.keys()
    for name, keywords in found.callables.items():
        assert holding(names["keywords"].get(name, {}), release) == set(keywords), name
    assert releases.python_floor(package, release) == said.python
    assert holding(facts["requires"], release) == set(said.requires)
    assert holding(facts["extras"], release) == set(said.extras)
    assert interfaces.name_exists(sorted(found.names)[0], release) is True


def test_facts_of_releases_become_spans() -> None:
    versions = ["1", "2", "3", "4"]
    assert spans([0, 1, 2, 3], versions) == ""
    assert spans([1, 3], versions) == "2:3,4:"
    assert by_span([["a"], ["a", "b"], ["a"], ["a", "c"]], versions) == {"": ["a"], "2:3": ["b"], "4:": ["c"]}
