"""Which versions a project gets, and what can be said of them."""

from __future__ import annotations

import pytest

from fastdoctor.knowledge import releases
from tests.stack.reading import stack


def version(text: str, package: str, **files: str) -> str | None:
    found = stack({"requirements.txt": text, **files}).resolved(package)
    return None if found is None else found.version


def test_a_pin_is_exact() -> None:
    found = stack({"requirements.txt": "fastapi==0.115.6\n"}).resolved("FastAPI")
    assert found is not None
    assert (found.version, found.exact, found.newest_allowed, found.source) == ("0.115.6", True, None, "manifest")


def test_a_range_gives_the_newest_that_it_allows() -> None:
    found = stack({"requirements.txt": "fastapi>=0.100,<0.116\n"}).resolved("fastapi")
    assert found is not None
    assert (found.version, found.exact, found.specifier) == ("0.115.14", False, "<0.116,>=0.100")


def test_an_open_range_gives_the_newest_known() -> None:
    assert version("fastapi\n", "fastapi") == releases.releases("fastapi")[-1]


@pytest.mark.parametrize(("python", "expected"), [("3.7", "0.103.2"), ("3.9", "0.128.8"), ("3.10", "0.162.5")])
def test_the_python_of_the_project_limits_the_release(python: str, expected: str) -> None:
    assert version("fastapi<=0.165.0\n", "fastapi", **{".python-version": python}) == expected


def test_the_release_fits_what_else_is_pinned() -> None:
    assert version("fastapi\npydantic<2\n", "fastapi") == "0.125.0"
    assert version("fastapi\nstarlette==0.41.3\n", "fastapi", **{".python-version": "3.12"}) == "0.133.1"
    assert version("fastapi\n-c constraints.txt\n", "fastapi", **{"constraints.txt": "fastapi<0.110\n"}) == "0.109.2"


def test_what_fastapi_brings_is_derived_from_its_release() -> None:
    found = stack({"requirements.txt": "fastapi==0.115.0\n"}).resolved("starlette")
    assert found is not None
    assert (found.version, found.exact, found.derived_from) == ("0.38.6", False, "fastapi")
    assert found.location is not None
    assert found.location.path == "requirements.txt"


@pytest.mark.parametrize(
    ("text", "package", "expected"),
    [
        ("fastapi==0.115.6\n", "python-multipart", False),
        ("fastapi[standard]==0.115.6\n", "python-multipart", True),
        ("fastapi[standard]==0.115.6\n", "uvicorn", True),
        ("fastapi[standard]==0.115.6\n", "uvloop", True),
        ("fastapi[standard]==0.115.6\n", "itsdangerous", False),
        ("fastapi[all]==0.115.6\n", "itsdangerous", True),
        ("fastapi==0.111.0\n", "python-multipart", True),
        ("fastapi==0.115.6\nfastapi-limiter\n", "redis", False),
        ("fastapi==0.115.6\npydantic[email]\n", "email-validator", True),
        ("fastapi==0.115.6\ngit+https://example.com/a.git\n", "python-multipart", None),
        ("fastapi==0.115.6\nmy-fastapi-kit\n", "python-multipart", None),
        ("fastapi==0.115.6\nboto3\n", "python-multipart", False),
        ("fastapi==0.115.6\n-r missing.txt\n", "python-multipart", None),
    ],
)
def test_whether_a_package_will_be_there(text: str, package: str, expected: bool | None) -> None:
    assert stack({"requirements.txt": text}).provides(package) is expected


def test_without_a_manifest_nothing_is_known() -> None:
    from fastdoctor.stack import Stack

    empty = Stack.empty("")
    assert empty.provides("fastapi") is None
    assert empty.resolved("fastapi") is None
    assert not empty.satisfies("fastapi")


def test_a_package_that_nothing_names_satisfies_nothing() -> None:
    found = stack({"requirements.txt": "fastapi==0.115.6\n"})
    assert found.satisfies("fastapi>=0.100; pydantic>=2")
    assert not found.satisfies("fastapi>=0.100; gunicorn")
    assert not found.satisfies("fastapi>=0.116; pydantic>=2")


def test_pins_that_disagree_prove_only_what_holds_for_both() -> None:
    found = stack(
        {"requirements.txt": "fastapi==0.115.6\n", "pyproject.toml": '[project]\ndependencies=["fastapi==0.99.0"]\n'}
    )
    assert found.candidates("fastapi") == {"0.115.6", "0.99.0"}
    assert found.satisfies("fastapi>=0.99")
    assert not found.satisfies("fastapi>=0.115")


def test_production_counts_before_groups() -> None:
    files: dict[str, str | bytes] = {
        "requirements.txt": "fastapi==0.115.6\n",
        "requirements-dev.txt": "fastapi==0.99.0\nhttpx\n",
    }
    found = stack(files)
    assert found.satisfies("fastapi==0.115.6")
    assert found.provides("httpx") is True


def test_a_direct_address_has_no_version() -> None:
    found = stack({"requirements.txt": "fastapi @ git+https://example.com/fastapi.git\n"})
    assert found.resolved("fastapi") is None
    assert not found.satisfies("fastapi")


def test_releases_before_the_first_that_is_known() -> None:
    found = stack({"requirements.txt": "fastapi==0.55.0\n"})
    assert found.satisfies("fastapi<0.95")
    assert found.resolved("starlette") is None


def test_names_and_keywords_of_what_will_be_installed() -> None:
    found = stack({"requirements.txt": "fastapi==0.115.6\nstarlette==0.41.3\n"})
    keywords = found.keywords("fastapi.middleware.cors.CORSMiddleware")
    assert keywords is not None
    assert "allow_origins" in keywords
    assert "allow_private_network" not in keywords
    assert found.name_exists("fastapi.sse") is False


def test_a_package_of_the_same_repository_may_bring_anything() -> None:
    from tests.stack.reading import stacks

    found = stacks(
        {
            "pyproject.toml": '[project]\nname = "kit"\ndependencies = ["python-multipart"]\n',
            "example/pyproject.toml": '[project]\nname = "app"\ndependencies = ["fastapi", "kit"]\n',
        }
    )
    assert found["example"].provides("python-multipart") is None
    assert found["example"].provides("fastapi") is True


def test_what_an_unknown_package_may_bring_along_is_not_proven_absent() -> None:
    unknown = stack({"requirements.txt": "fastapi==0.128.0\nnobody-knows-this==1.0\n"})
    known = stack({"requirements.txt": "fastapi==0.128.0\nbcrypt==4.0.1\n"})
    assert (unknown.provides("httpx"), known.provides("httpx")) == (None, False)  # many packages bring httpx
    assert (unknown.provides("python-multipart"), known.provides("python-multipart")) == (False, False)


def test_an_old_fastapi_leaves_open_what_needs_pydantic() -> None:
    found = stack({"requirements.txt": "fastapi==0.55.0\nsqlmodel\nuvicorn\n"})
    assert found.resolved("sqlmodel") is None
    assert found.resolved("uvicorn") is not None


def test_what_is_pinned_does_not_give_way_to_what_is_not() -> None:
    found = stack({"requirements.txt": "fastapi==0.88.0\npydantic\nsqlmodel\nuvicorn\n"})
    versions = [(name, resolved.version) for name in ("pydantic", "sqlmodel") if (resolved := found.resolved(name))]
    assert versions == [("pydantic", "1.10.27"), ("sqlmodel", "0.0.30")]  # as uv resolves it


def test_an_extra_of_a_package_may_bring_the_framework() -> None:
    found = stack({"requirements.txt": "nonebot2[fastapi]>=2.4\n"})
    assert (found.provides("fastapi"), found.provides("uvicorn")) == (None, None)
    assert stack({"requirements.txt": "fastapi\nsqlalchemy[asyncio]\n"}).provides("uvicorn") is False


def test_what_production_installs_counts_for_it_though_a_file_for_development_includes_it() -> None:
    found = stack(
        {
            "pyproject.toml": '[project]\nname = "shop"\nversion = "1"\ndependencies = ["fastapi"]\n',
            "requirements-dev.txt": "-r requirements.txt\npytest==9.0.0\n",
            "requirements.txt": "fastapi==0.115.2\n",
        }
    )
    assert found.candidates("fastapi") == {"0.115.2"}
    assert found.satisfies("starlette<0.41")
    assert {(item.name, item.group) for item in found.requirements} == {("fastapi", ""), ("pytest", "dev")}
