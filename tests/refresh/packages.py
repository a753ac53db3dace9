"""Which packages fastdoctor knows, and from which release on."""

from __future__ import annotations

OLDEST = {
    "fastapi": "0.65.0",
    "starlette": "0.14.2",
    "pydantic": "1.8.0",
    "uvicorn": "0.15.0",
    "httpx": "0.20.0",
    "httpx2": "0",
    "python-multipart": "0",
    "gunicorn": "20.0.0",
    "pydantic-settings": "2.0.0",
    "sqlmodel": "0.0.1",
    "pyjwt": "2.0.0",
}
"""Packages whose interface is recorded too."""
EARLIER = {"fastapi": "0.50.0"}
"""Packages of which the requirements are recorded of releases before the oldest, too: old locks name those alone."""
METADATA_ONLY = {
    "fastapi-cache2": "0.1",
    "fastapi-cli": "0",
    "fastapi-filter": "0.1",
    "fastapi-limiter": "0.1",
    "fastapi-mail": "1.0",
    "fastapi-pagination": "0.9",
    "fastapi-restful": "0.4",
    "fastapi-users": "10.0",
    "fastapi-utils": "0.2",
    "prometheus-fastapi-instrumentator": "5.0",
    "slowapi": "0.1",
    "sqladmin": "0.1.5",
    "sse-starlette": "1.0",
    "starlette-admin": "0.2",
    "taskiq-fastapi": "0.1",
    "typer": "0.12",
}
"""Packages of which only releases and requirements matter."""
NEWEST_ONLY = {
    "aiohttp": "3.0",
    "authlib": "0.10",
    "bcrypt": "3.0",
    "cryptography": "3.0",
    "email-validator": "1.0",
    "granian": "1.0",
    "h11": "0.8",
    "hypercorn": "0.10",
    "itsdangerous": "1.0",
    "jinja2": "2.0",
    "orjson": "3.0",
    "passlib": "1.6",
    "python-jose": "3.0",
    "requests": "2.0",
    "ujson": "1.35",
}
"""Packages of which only the list of releases matters: what an open range installs today."""
TRANSITIVE = (
    "aiofiles", "aiohttp", "anyio", "bcrypt", "email-validator", "fastapi", "granian", "gunicorn", "httptools", "httpx",
    "httpx2", "hypercorn", "itsdangerous", "jinja2", "orjson", "passlib", "pydantic", "pydantic-settings", "pyjwt",
    "python-dotenv", "python-jose", "python-multipart", "pyyaml", "requests", "sqlalchemy", "sqlmodel", "starlette",
    "ujson", "uvicorn", "uvloop", "websockets",
)  # fmt: skip
"""Packages of which it matters whether another one brings them along."""
