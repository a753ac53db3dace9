"""Is a change in what models read, and in companions, announced at its lines, and only where both releases differ?"""

from __future__ import annotations

import pytest

from tests.upgrade.reading import advice

HEAD = """from typing import Annotated, Final
from fastapi import Depends, FastAPI, Form, Header, Query
from fastapi.middleware.cors import CORSMiddleware
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
import jwt
app = FastAPI()
client = TestClient(app)
"""
STRICT = "class Given(BaseModel):  # here\n    model_config = {'extra': 'forbid'}\n    a: int = 0\n"
LOOSE = "class Given(BaseModel):\n    a: int = 0\n"
CASES = (
    ("fastapi 0.160.0", "fastapi==0.157.0\npydantic==2.13.4\n", "fastapi",
     f"{STRICT}@app.get('/')\ndef read(given: Annotated[Given, Query()], b: int = 0): ...\n"),
    ("fastapi 0.160.0", "fastapi==0.157.0\npydantic==2.13.4\n", "fastapi",
     f"{STRICT}def paged(b: int = 0): ...\n@app.get('/')\n"
     "def read(given: Annotated[Given, Query()], pages=Depends(paged)): ...\n"),
    ("fastapi 0.160.0", "fastapi==0.158.0\npydantic==2.13.4\n", "fastapi",
     "class Given(BaseModel):  # here\n    model_config = ConfigDict(extra='forbid')\n"
     "@app.post('/')\ndef write(given: Annotated[Given, Form()], b: int = Form(0)): ...\n"),
    ("fastapi 0.136.3", "fastapi==0.136.1\npydantic==2.11.10\n", "fastapi",
     "class Sent(BaseModel):\n    x_token: str = ''\n@app.get('/')\ndef read(sent: Annotated[Sent, Header()]): ...\n"
     "client.get('/', headers={'x_token': 'a'})  # here\nclient.get('/', headers={'x-token': 'a'})\n"),
    ("starlette 1.0.0", "fastapi==0.128.8\nstarlette==0.52.1\n", "fastapi",
     "app.add_middleware(CORSMiddleware, allow_origins=['*'], allow_credentials=True)  # here\n"),
    ("pydantic 2.11", "fastapi==0.128.8\npydantic==2.10.6\n", "pydantic",
     "class Item(BaseModel):\n    a: Final[int] = 1  # here\n    b: Final[int]\n    c: int = 1\n"),
    ("pyjwt 2.11.0", "fastapi==0.128.8\npyjwt==2.10.1\n", "pyjwt",
     "jwt.encode({'sub': '1'}, 'short')  # here\njwt.encode({'sub': '1'}, 'k' * 32)\n"
     f"jwt.encode({{'sub': '1'}}, '{'k' * 32}')\n"),
    ("uvicorn 0.50.0", "fastapi==0.128.8\nuvicorn==0.34.0\n", "uvicorn",
     "import uvicorn\nuvicorn.run('main:app', ws='websockets')  # here\nuvicorn.run('main:app', ws='auto')\n"),
    ("uvicorn 0.26.0", "fastapi==0.108.0\nuvicorn==0.25.0\n", "uvicorn",
     "import uvicorn\nuvicorn.run('main:app', root_path='/api')  # here\nuvicorn.run('main:app', root_path='')\n"),
    ("pyjwt 2.13.0", "fastapi==0.128.8\npyjwt==2.10.1\n", "pyjwt",
     "jwt.encode({'sub': '1'}, '')  # here\njwt.encode({'sub': '1'}, 'short')\n"),
)  # fmt: skip
KEPT = (
    ("fastapi 0.160.0", "fastapi==0.157.0\n",
     f"{LOOSE}@app.get('/')\ndef read(given: Annotated[Given, Query()], b: int = 0): ...\n"),
    ("fastapi 0.160.0", "fastapi==0.157.0\n",
     f"{STRICT}@app.get('/')\ndef read(given: Annotated[Given, Query()]): ...\n"),
    ("fastapi 0.160.0", "fastapi==0.128.8\n",
     f"{STRICT}@app.get('/')\ndef read(given: Annotated[Given, Query()], b: int = 0): ...\n"),
    ("fastapi 0.160.0", "fastapi==0.157.0\n",
     f"{STRICT}@app.get('/{{b}}')\ndef read(given: Annotated[Given, Query()], b: int): ...\n"),
    ("fastapi 0.136.3", "fastapi==0.121.3\n",
     "class Sent(BaseModel):\n    x_token: str = ''\n@app.get('/')\ndef read(sent: Annotated[Sent, Header()]): ...\n"
     "client.get('/', headers={'x_token': 'a'})\n"),
    ("fastapi 0.136.3", "fastapi==0.136.1\n",
     "class Sent(BaseModel):\n    x_token: str = ''\n@app.get('/')\n"
     "def read(sent: Annotated[Sent, Header(convert_underscores=False)]): ...\n"
     "client.get('/', headers={'x_token': 'a'})\n"),
    ("starlette 1.0.0", "fastapi==0.128.8\nstarlette==0.52.1\n",
     "app.add_middleware(CORSMiddleware, allow_origins=['*'])\n"),
)  # fmt: skip


def lines(change: str, before: str, source: str, package: str = "fastapi") -> set[int]:
    """The lines at which a change ("package release") is announced."""
    name, release = change.split()
    return {
        found.location.region.start_line
        for found in advice(HEAD + source, before, None, package=package).changes
        if (found.package, found.release) == (name, release) and found.location is not None
    }


@pytest.mark.parametrize(("change", "before", "package", "source"), CASES)
def test_a_change_is_announced_at_its_lines(change: str, before: str, package: str, source: str) -> None:
    marked = {number for number, line in enumerate((HEAD + source).splitlines(), 1) if line.endswith("# here")}
    assert lines(change, before, source, package) == marked


@pytest.mark.parametrize(("change", "before", "source"), KEPT)
def test_what_stays_as_it_was_is_not_announced(change: str, before: str, source: str) -> None:
    assert lines(change, before, source) == set()
