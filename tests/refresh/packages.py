"""Which packages fastdoctor knows, and from which release on."""

from __future__ import annotations

OLDEST = {
    "fastapi": "0.95.0",
    "starlette": "0.20.0",
    "pydantic": "1.10.0",
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
METADATA_ONLY = {"fastapi-cli": "0"}
"""Packages of which only releases and requirements matter."""
