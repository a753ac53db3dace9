"""What the interface data answers."""

from __future__ import annotations

import pytest

from fastdoctor.knowledge import interfaces


@pytest.mark.parametrize(
    ("name", "keyword", "release", "expected"),
    [
        ("fastapi.FastAPI", "strict_content_type", "0.131.0", False),
        ("fastapi.FastAPI", "strict_content_type", "0.132.0", True),
        ("fastapi.applications.FastAPI", "webhooks", "0.98.0", False),
        ("fastapi.applications.FastAPI", "webhooks", "0.99.0", True),
        ("fastapi.APIRouter.get", "max_body_size", "0.163.2", False),
        ("fastapi.APIRouter.get", "max_body_size", "0.164.0", True),
        ("fastapi.Query", "regex", "0.115.0", True),
        ("fastapi.Query", "regexp", "0.115.0", False),
        ("httpx.AsyncClient", "app", "0.27.2", True),
        ("httpx.AsyncClient", "app", "0.28.0", False),
        ("httpx.AsyncClient", "proxies", "0.28.0", False),
        ("starlette.applications.Starlette", "on_startup", "0.52.1", True),
        ("starlette.applications.Starlette", "on_startup", "1.0.0", False),
        ("pydantic.Field", "min_items", "1.10.0", True),
        ("pydantic.BaseModel.model_dump", "mode", "2.5.0", True),
        ("uvicorn.run", "reload", "0.30.0", True),
        ("fastapi.Nothing", "reload", "0.115.0", None),
        ("unknown_package.Thing", "x", "1.0", None),
    ],
)
def test_keywords(name: str, keyword: str, release: str, expected: bool | None) -> None:
    assert interfaces.has_keyword(name, keyword, release) is expected


def test_callables_that_swallow_other_keywords_say_so() -> None:
    assert interfaces.takes_any_keyword("fastapi.Query", "0.115.0") is True
    assert interfaces.takes_any_keyword("fastapi.Query", "0.165.0") is False


@pytest.mark.parametrize(
    ("name", "release", "expected"),
    [
        ("pydantic.BaseSettings", "1.10.0", True),
        ("pydantic.BaseSettings", "2.5.0", False),
        ("fastapi.sse.EventSourceResponse", "0.130.0", False),
        ("fastapi.sse.EventSourceResponse", "0.136.0", True),
        ("python_multipart", "0.0.12", False),
        ("python_multipart", "0.0.20", True),
        ("fastapi.FastAPI.include_router", "0.115.0", True),
        ("fastapi.FastAPI.state", "0.115.0", None),
        ("fastapi.FastAPy", "0.115.0", False),
        ("boto3.client", "1.0", None),
    ],
)
def test_names(name: str, release: str, expected: bool | None) -> None:
    assert interfaces.name_exists(name, release) is expected


def test_names_of_another_package_are_followed_where_its_release_is_known() -> None:
    name = "fastapi.middleware.cors.CORSMiddleware"
    assert interfaces.home(name, "0.115.0") == "starlette.middleware.cors.CORSMiddleware"
    assert interfaces.keywords(name, "0.115.0") is None
    found = interfaces.keywords(name, "0.115.0", lambda _: "0.41.0")
    assert found is not None
    assert "allow_origins" in found
    assert "allow_private_network" not in found


def test_methods_of_a_base_class_in_another_package() -> None:
    found = interfaces.keywords("fastapi.FastAPI.add_middleware", "0.115.0", lambda _: "0.41.0")
    assert found == {"middleware_class", interfaces.ANY}
