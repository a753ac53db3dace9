"""Which one name an external thing goes by, and by which words its imports are found."""

from __future__ import annotations

import pytest

from fastdoctor.names import canonical as module
from fastdoctor.names.canonical import canonical, imported_words

WRITTEN = sorted({*module._NAMES, *(f"{name}.Thing" for name in module._MODULES), "fastapi.middleware.cors.X", "a.b.C"})


@pytest.mark.parametrize("written", WRITTEN)
def test_an_import_has_one_of_the_words_of_whatever_it_is_under(written: str) -> None:
    parts = canonical(written).split(".")
    for length in range(1, len(parts) + 1):
        assert not imported_words(".".join(parts[:length])).isdisjoint(written.split("."))


def test_words_are_few() -> None:
    assert imported_words("orjson") == {"orjson"}
    assert imported_words("starlette.testclient") == {"testclient"}
    assert imported_words("pydantic.BaseSettings") == {"BaseSettings"}
    assert imported_words("pydantic_settings") == {"pydantic_settings"}
    assert imported_words("typing") == {"typing", "typing_extensions"}
