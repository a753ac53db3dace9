"""What the table of advisories answers."""

from __future__ import annotations

import pytest
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from fastdoctor.knowledge.advisories import _all, advisories, reported


def ids(package: str, release: str) -> set[str]:
    return {advisory.id for advisory in advisories(package, release)}


@pytest.mark.parametrize(
    ("package", "release", "id", "affected"),
    [
        ("starlette", "0.39.9", "CVE-2024-47874", True),
        ("starlette", "0.40.0", "CVE-2024-47874", False),
        ("starlette", "0.38.6", "CVE-2025-62727", False),
        ("starlette", "0.49.0", "CVE-2025-62727", True),
        ("pydantic", "1.10.12", "CVE-2024-3772", True),
        ("pydantic", "1.10.13", "CVE-2024-3772", False),
        ("pydantic", "2.3.0", "CVE-2024-3772", True),
        ("pyjwt", "2.10.0", "CVE-2024-53861", True),
        ("pyjwt", "2.10.1", "CVE-2024-53861", False),
    ],
)
def test_ranges(package: str, release: str, id: str, affected: bool) -> None:
    assert (id in ids(package, release)) is affected


def test_withdrawn_and_disputed_reports_are_kept_but_never_told() -> None:
    assert "MAL-2026-4750" not in ids("fastapi", "0.136.3")
    assert "CVE-2025-45768" not in ids("pyjwt", "2.9.0")
    assert {"withdrawn", "disputed"} <= {item.status for item in (*reported("fastapi"), *reported("pyjwt"))}


def test_the_table_is_sound() -> None:
    table = _all()
    assert len(table) > 120
    assert len({(item.package, item.id) for item in table}) == len(table)
    for item in table:
        assert item.summary, item
        assert item.severity in {"", "low", "medium", "high", "critical"}, item
        for text in item.affected:
            SpecifierSet(text)
        for fixed in item.fixed:
            assert not item.affects(fixed), item
            Version(fixed)
