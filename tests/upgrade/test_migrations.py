"""What fails on the newest release is announced at its line, and what keeps working is not: both are run.

Every statement below runs by itself, after the shared head of its program, on the old releases and on the new ones.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

from fastdoctor.knowledge import interfaces
from fastdoctor.upgrade.lost_names import INCIDENTAL, MOVED
from tests.upgrade.reading import announced
from tests.upgrade.running import NEWEST, outcomes

HEAD = """import fastapi
from fastapi import Cookie, Depends, FastAPI, Form, Query, APIRouter
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field
app = FastAPI()
router = APIRouter()
@router.get("/x")
def x(): return 1
app.include_router(router)
"""


@dataclass(frozen=True)
class Migration:
    """Releases that a program was written for, and the program's statements."""

    old: tuple[str, ...]
    statements: tuple[str, ...]


BOTH = (
    'FastAPI(title="a", version="1", openapi_url=None)',
    'Query(None, min_length=3, description="a")',
    'FastAPI(titel="a")',
    'FastAPI(openapi_prefix="/a")',
    'Query(None, min_lenght=3)',
    'Cookie(None, gte=3)',
    'app.add_event_handler("startup", print)',
    'app.add_middleware(type("M", (), {"__init__": lambda self, app: None}))',
    '[route.path for route in app.routes]',
    'app.extra',
    'app.state',
    'APIRouter(prefix="/a", tags=["b"])',
    'app.mount("/static", FastAPI())',
    'router.add_api_route("/b", x, methods=["POST"])',
    'app.exception_handler(ValueError)(print)',
    'app.add_exception_handler(KeyError, print)',
    'Depends(x, use_cache=False)',
)  # fmt: skip
PYDANTIC_1 = (
    "from pydantic import BaseSettings",
    "from pydantic import parse_obj_as",
    "from pydantic import ValidationError, validator",
    'Field("", regex="a")',
    'Field("", min_length=1, max_length=3)',
    "Field(1, const=True)",
    "Field([], min_items=1)",
    'type("M", (BaseModel,), {})().dict()',
)
OLDEST = (
    "import starlette.graphql",
    "from starlette.middleware.wsgi import WSGIMiddleware",
    "from starlette.status import WS_1004_NO_STATUS_RCVD",
    "from starlette.status import WS_1000_NORMAL_CLOSURE",
    "import fastapi.status; fastapi.status.WS_1005_ABNORMAL_CLOSURE",
    "fastapi.status.HTTP_404_NOT_FOUND",
    'TestClient(app).get("/x", allow_redirects=False)',
    'TestClient(app).get("/x", params={"a": 1})',
    'TestClient(app).delete("/x", json={})',
    'app.on_event("startup")(print)',
    'app.route("/old")(print)',
    'app.add_route("/plain", print)',
    'app.websocket_route("/socket")(print)',
    'app.add_websocket_route("/socket", print)',
    "import asyncio; asyncio.run(app.router.startup())",
    'TestClient(app).get("/x", stream=True)',
    "from pydantic.fields import FieldInfo",
    "from pydantic.utils import deep_update",
    "from pydantic.tools import schema_of",
    'router.route("/old")(print)',
    "from fastapi.openapi.utils import get_openapi, get_flat_models_from_routes",
    "from fastapi.openapi.utils import get_openapi",
    "from fastapi.dependencies.utils import get_flat_dependant",
    "from fastapi.routing import serialize_response, APIRoute",
    "from fastapi.encoders import jsonable_encoder",
    "from fastapi.exceptions import RequestValidationError",
    "from fastapi.utils import create_cloned_field",
    "from pydantic.error_wrappers import ErrorWrapper",
    "from pydantic.fields import ModelField",
    "from pydantic import create_model, BaseConfig, Extra",
)
MIGRATIONS = {
    "0.65": Migration(("fastapi==0.65.3", "starlette==0.14.2", "pydantic==1.10.24"), (*BOTH, *PYDANTIC_1, *OLDEST)),
    "0.95": Migration(("fastapi==0.95.2", "starlette==0.27.0", "pydantic==1.10.24"), (*BOTH, *PYDANTIC_1)),
    "0.103": Migration(("fastapi==0.103.2", "starlette==0.27.0", "pydantic==2.4.2"), BOTH),
    "0.109": Migration(("fastapi==0.109.2", "starlette==0.36.3", "pydantic==2.6.4"), BOTH),
    "0.115": Migration(("fastapi==0.115.14", "starlette==0.46.2", "pydantic==2.11.10"), BOTH),
    "0.128": Migration(("fastapi==0.128.8", "starlette==0.52.1", "pydantic==2.12.5"), BOTH),
    "0.136": Migration(("fastapi==0.136.3", "starlette==1.0.0", "pydantic==2.13.4"), BOTH),
    "0.144": Migration(("fastapi==0.144.0", "starlette==1.6.0", "pydantic==2.13.4"), BOTH),
}


def failures(requirements: tuple[str, ...], statements: tuple[str, ...], folder: Path) -> dict[int, str]:
    """The numbers of the statements that fail in an environment, each with its error."""
    found = outcomes(requirements, HEAD, statements, folder)
    return {number: what for number, (how, what) in enumerate(found) if how == "failed"}


ASKED = """
import importlib, sys
found = []
for name in NAMES:
    module, _, last = name.rpartition(".")
    try:
        exec(f"from {module} import {last}")
    except Exception:
        continue
    found.append(name)
result = found
"""


@pytest.mark.slow
def test_a_lost_name_is_gone_or_known_to_have_moved(tmp_path: Path) -> None:
    lost = sorted(
        name
        for package, before, after in (
            ("fastapi", "0.65.3", "0.165.0"),
            ("starlette", "0.14.2", "1.10.0"),
            ("pydantic", "1.10.24", "2.14.3"),
        )
        for name in interfaces.lost_names(package, before, after)
    )
    assert len(lost) > 900
    ((how, answered),) = outcomes(NEWEST, f"NAMES = {lost!r}\n", (ASKED,), tmp_path)
    assert (how, set(ast.literal_eval(answered))) == ("worked", {*MOVED, *INCIDENTAL})


@pytest.fixture(scope="module")
def fails_today(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bool]:
    """Whether each statement fails on the newest releases."""
    statements = (*BOTH, *PYDANTIC_1, *OLDEST)
    failed = failures(NEWEST, statements, tmp_path_factory.mktemp("newest"))
    return {statement: number in failed for number, statement in enumerate(statements)}


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(MIGRATIONS))
def test_what_breaks_is_announced_and_nothing_else(name: str, fails_today: dict[str, bool], tmp_path: Path) -> None:
    migration = MIGRATIONS[name]
    failed = failures(migration.old, migration.statements, tmp_path)
    works = [statement for number, statement in enumerate(migration.statements) if number not in failed]
    assert len(works) > 10, failed
    first = HEAD.count("\n") + 1
    lines = announced(HEAD + "\n".join(works) + "\n", "\n".join(migration.old), "breaks")
    said = {statement for number, statement in enumerate(works) if first + number in lines}
    assert said == {statement for statement in works if fails_today[statement]}
    assert not lines & set(range(1, first))
