"""Which one name stands for something that several modules of its package export.

FastAPI re-exports Starlette's classes, packages re-export what their modules define: rules and model speak of one name.
"""

from __future__ import annotations

from functools import lru_cache

_MODULES = {
    "typing_extensions": "typing",
    "fastapi.middleware": "starlette.middleware",
    "fastapi.middleware.asyncexitstack": "fastapi.middleware.asyncexitstack",
    "fastapi.staticfiles": "starlette.staticfiles",
    "fastapi.templating": "starlette.templating",
    "fastapi.testclient": "starlette.testclient",
    "fastapi.requests": "starlette.requests",
    "fastapi.websockets": "starlette.websockets",
    "fastapi.responses": "starlette.responses",
    "fastapi.concurrency": "starlette.concurrency",
    "fastapi.status": "starlette.status",
    "fastapi.param_functions": "fastapi",
    "fastapi.params": "fastapi",
    "fastapi.applications": "fastapi",
    "fastapi.background": "fastapi",
    "fastapi.security.oauth2": "fastapi.security",
    "fastapi.security.http": "fastapi.security",
    "fastapi.security.api_key": "fastapi.security",
    "fastapi.security.open_id_connect_url": "fastapi.security",
    "pydantic.main": "pydantic",
    "pydantic.fields": "pydantic",
    "pydantic.networks": "pydantic",
    "pydantic.types": "pydantic",
    "pydantic.functional_validators": "pydantic",
    "pydantic.functional_serializers": "pydantic",
    "pydantic.class_validators": "pydantic",
    "pydantic.config": "pydantic",
    "pydantic.env_settings": "pydantic",
    "pydantic.generics": "pydantic.generics",
    "pydantic_settings.main": "pydantic_settings",
    "sqlmodel.main": "sqlmodel",
    "sqlalchemy.orm.session": "sqlalchemy.orm",
    "sqlalchemy.ext.asyncio.session": "sqlalchemy.ext.asyncio",
    "sqlalchemy.ext.asyncio.engine": "sqlalchemy.ext.asyncio",
    "sqlalchemy.engine": "sqlalchemy",
    "sqlalchemy.engine.create": "sqlalchemy",
    "requests.api": "requests",
    "requests.sessions": "requests",
    "httpx._client": "httpx",
    "jose.jwt": "jose.jwt",
}
_NAMES = {
    "fastapi.Request": "starlette.requests.Request",
    "fastapi.Response": "starlette.responses.Response",
    "fastapi.WebSocket": "starlette.websockets.WebSocket",
    "fastapi.WebSocketDisconnect": "starlette.websockets.WebSocketDisconnect",
    "fastapi.status": "starlette.status",
    "fastapi.routing.APIRouter": "fastapi.APIRouter",
    "fastapi.routing.APIWebSocketRoute": "fastapi.routing.APIWebSocketRoute",
    "fastapi.exceptions.HTTPException": "fastapi.HTTPException",
    "fastapi.exceptions.WebSocketException": "fastapi.WebSocketException",
    "fastapi.datastructures.UploadFile": "fastapi.UploadFile",
    "starlette.requests.HTTPConnection": "starlette.requests.HTTPConnection",
    "starlette.responses.ORJSONResponse": "fastapi.responses.ORJSONResponse",
    "starlette.responses.UJSONResponse": "fastapi.responses.UJSONResponse",
    "sqlmodel.Session": "sqlmodel.Session",
    "sqlmodel.orm.session.Session": "sqlmodel.Session",
}


@lru_cache(maxsize=8192)
def canonical(name: str) -> str:
    """The name under which everything in this program speaks of an external thing."""
    if name in _NAMES:
        return _NAMES[name]
    module, dot, last = name.rpartition(".")
    if not dot:
        return name
    moved = _MODULES.get(module) or _parent(module)
    result = f"{moved}.{last}" if moved else name
    return _NAMES.get(result, result)


def imported_words(name: str) -> frozenset[str]:
    """The words of which every import of an external thing, or of something in it, has one."""
    last = name.rpartition(".")[2]
    others = (written for written, known in (*_MODULES.items(), *_NAMES.items()) if f"{known}.".startswith(f"{name}."))
    return frozenset({last, *(other.rpartition(".")[2] for other in others if last not in other.split("."))})


def _parent(module: str) -> str:
    """`fastapi.middleware.cors` is `starlette.middleware.cors`."""
    for prefix in ("fastapi.middleware.",):
        if module.startswith(prefix) and module not in _MODULES:
            return "starlette.middleware." + module[len(prefix) :]
    return ""
