"""Realistic services of any size, the same for the same seed: what the speed is measured on.

Each domain of a service is a package with models, schemas, a repository, a service, routes and tests, as people write
them; `main.py` includes the routers of all of them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

FILES_OF_A_DOMAIN = 8
_NOUNS = ("order", "invoice", "customer", "product", "shipment", "ticket", "account", "report", "device", "message")
_FIELDS = ("name", "title", "status", "note", "code", "amount", "price", "count", "email", "url", "owner", "label")
_TYPES = ("str", "int", "float", "bool", "str | None", "datetime", "list[str]", "dict[str, int]", "UUID")


def generate(root: Path, files: int, seed: int = 0) -> int:
    """Write a service of about so many Python files below an empty folder; how many there are."""
    chosen = random.Random(seed)
    names = [f"{chosen.choice(_NOUNS)}_{number}" for number in range(max(1, files // FILES_OF_A_DOMAIN))]
    written = 0
    for path, text in _service(names, chosen):
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
        written += path.endswith(".py")
    return written


def _service(names: list[str], chosen: random.Random) -> Iterator[tuple[str, str]]:
    yield "requirements.txt", "fastapi==0.120.0\nuvicorn==0.38.0\nsqlalchemy==2.0.44\nhttpx==0.28.1\npydantic==2.12.3\n"
    yield (
        "Dockerfile",
        'FROM python:3.12\nCOPY . /app\nWORKDIR /app\nCMD ["uvicorn", "app.main:app", "--host", "0.0.0.0"]\n',
    )
    yield "app/__init__.py", ""
    yield "app/database.py", _DATABASE
    yield "app/main.py", _main(names)
    for name in names:
        fields = [
            (f"{field}_{number}", chosen.choice(_TYPES))
            for number, field in enumerate(chosen.choices(_FIELDS, k=chosen.randint(4, 16)))
        ]
        other = chosen.choice(names)
        folder = f"app/{name}"
        yield f"{folder}/__init__.py", ""
        yield f"{folder}/models.py", _models(name, fields)
        yield f"{folder}/schemas.py", _schemas(name, fields)
        yield f"{folder}/repository.py", _repository(name, fields)
        yield f"{folder}/service.py", _service_module(name, other, chosen)
        yield f"{folder}/routes.py", _routes(name)
        yield f"{folder}/errors.py", _errors(name)
        yield f"tests/test_{name}.py", _tests(name)


def _class(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


_DATABASE = '''"""The database."""

from collections.abc import AsyncIterator

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase

engine = create_async_engine("postgresql+asyncpg://localhost/app")
sessions = async_sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    """What all tables share."""


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session
'''


def _main(names: list[str]) -> str:
    imports = "\n".join(f"from app.{name}.routes import router as {name}_router" for name in names)
    included = "\n".join(f'app.include_router({name}_router, prefix="/api")' for name in names)
    return f'"""The application."""\n\nfrom fastapi import FastAPI\n\n{imports}\n\napp = FastAPI()\n{included}\n'


def _models(name: str, fields: list[tuple[str, str]]) -> str:
    columns = "\n".join(f"    {field}: Mapped[{kind}] = mapped_column(nullable=True)" for field, kind in fields)
    return f'''"""Tables of {name}."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base


class {_class(name)}(Base):
    __tablename__ = "{name}"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
{columns}
'''


def _schemas(name: str, fields: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"    {field}: {kind}" for field, kind in fields)
    return f'''"""What clients send and get for {name}."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class {_class(name)}Base(BaseModel):
{lines}


class {_class(name)}Create({_class(name)}Base):
    """A new one."""


class {_class(name)}Read({_class(name)}Base):
    model_config = ConfigDict(from_attributes=True)

    id: UUID


class {_class(name)}Page(BaseModel):
    items: list[{_class(name)}Read]
    total: int
'''


def _repository(name: str, fields: list[tuple[str, str]]) -> str:
    filters = "\n".join(
        f"        if filters.get({field!r}) is not None:\n"
        f"            query = query.where({_class(name)}.{field} == filters[{field!r}])"
        for field, _ in fields
    )
    return f'''"""How {name} is stored."""

from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.{name}.models import {_class(name)}


class {_class(name)}Repository:
    def __init__(self, session: AsyncSession) -> None:
        self.session = session

    async def get(self, identifier: UUID) -> {_class(name)} | None:
        return await self.session.get({_class(name)}, identifier)

    async def page(self, filters: dict[str, Any], limit: int, offset: int) -> tuple[list[{_class(name)}], int]:
        query = select({_class(name)})
{filters}
        total = await self.session.scalar(select(func.count()).select_from(query.subquery()))
        found = await self.session.scalars(query.limit(limit).offset(offset))
        return list(found), total or 0

    async def add(self, values: dict[str, Any]) -> {_class(name)}:
        made = {_class(name)}(**values)
        self.session.add(made)
        await self.session.flush()
        return made

    async def delete(self, found: {_class(name)}) -> None:
        await self.session.delete(found)
'''


def _service_module(name: str, other: str, chosen: random.Random) -> str:
    steps = "\n".join(
        f'        if values.get("step_{number}"):\n            logger.info("step {number} of %s", values)\n'
        f'            values["step_{number}"] = str(values["step_{number}"]).strip().lower()'
        for number in range(chosen.randint(1, 12))
    )
    return f'''"""What can be done with {name}."""

import logging
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy.ext.asyncio import AsyncSession

from app.{name}.errors import {_class(name)}Missing
from app.{name}.models import {_class(name)}
from app.{name}.repository import {_class(name)}Repository
from app.{name}.schemas import {_class(name)}Create
from app.{other}.repository import {_class(other)}Repository

logger = logging.getLogger(__name__)


class {_class(name)}Service:
    def __init__(self, session: AsyncSession) -> None:
        self.repository = {_class(name)}Repository(session)
        self.others = {_class(other)}Repository(session)

    async def read(self, identifier: UUID) -> {_class(name)}:
        found = await self.repository.get(identifier)
        if found is None:
            raise {_class(name)}Missing(identifier)
        return found

    async def create(self, data: {_class(name)}Create) -> {_class(name)}:
        values: dict[str, Any] = data.model_dump()
{steps}
        made = await self.repository.add(values)
        await self.tell(made)
        return made

    async def tell(self, made: {_class(name)}) -> None:
        async with httpx.AsyncClient(timeout=10) as client:
            response = await client.post("https://example.com/hooks", json={{"id": str(made.id)}})
            if response.is_error:
                logger.warning("not told: %s", response.text)

    async def remove(self, identifier: UUID) -> None:
        await self.repository.delete(await self.read(identifier))
'''


def _routes(name: str) -> str:
    return f'''"""The routes of {name}."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query
from sqlalchemy.ext.asyncio import AsyncSession

from app.database import get_session
from app.{name}.errors import {_class(name)}Missing
from app.{name}.schemas import {_class(name)}Create, {_class(name)}Page, {_class(name)}Read
from app.{name}.service import {_class(name)}Service

router = APIRouter(prefix="/{name}", tags=["{name}"])
Session = Annotated[AsyncSession, Depends(get_session)]


def get_service(session: Session) -> {_class(name)}Service:
    return {_class(name)}Service(session)


Service = Annotated[{_class(name)}Service, Depends(get_service)]


@router.get("/", response_model={_class(name)}Page)
async def list_{name}(service: Service, limit: Annotated[int, Query(le=100)] = 20, offset: int = 0):
    items, total = await service.repository.page({{}}, limit, offset)
    return {{"items": items, "total": total}}


@router.get("/{{identifier}}", response_model={_class(name)}Read)
async def read_{name}(identifier: UUID, service: Service):
    try:
        return await service.read(identifier)
    except {_class(name)}Missing as missing:
        raise HTTPException(404, str(missing)) from missing


@router.post("/", status_code=201)
async def create_{name}(data: {_class(name)}Create, service: Service) -> {_class(name)}Read:
    return {_class(name)}Read.model_validate(await service.create(data))


@router.delete("/{{identifier}}", status_code=204)
async def delete_{name}(identifier: UUID, service: Service) -> None:
    await service.remove(identifier)
'''


def _errors(name: str) -> str:
    return f'''"""What goes wrong with {name}."""

from uuid import UUID


class {_class(name)}Missing(Exception):
    def __init__(self, identifier: UUID) -> None:
        super().__init__(f"no {name} {{identifier}}")
'''


def _tests(name: str) -> str:
    return f"""from fastapi.testclient import TestClient

from app.main import app


def test_{name}_is_listed():
    with TestClient(app) as client:
        assert client.get("/api/{name}/").json() == {{"items": [], "total": 0}}


def test_{name}_is_missing():
    with TestClient(app) as client:
        assert client.get("/api/{name}/3fa85f64-5717-4562-b3fc-2c963f66afa6").status_code == 404
"""
