"""A fix is called safe only where working code keeps its meaning."""

from __future__ import annotations

import pytest

from fastdoctor.catalogue import load_rules
from fastdoctor.doctor import check_texts

REQUIREMENTS = "fastapi==0.128.0\npydantic==2.12.0\n"
MODEL = """\
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Item(BaseModel):
    name: str
{body}

@app.post("/items")
def create(item: Item) -> dict[str, str]:
    return item.{method}()
"""


@pytest.mark.parametrize(
    ("method", "body", "safe"),
    [
        ("dict", "", True),
        ("copy", "", False),
        ("dict", "    model_config = ConfigDict(serialize_by_alias=True)\n", False),
        ("json", "    model_config = ConfigDict(serialize_by_alias=True)\n", False),
    ],
)
def test_the_new_name_of_an_old_method(method: str, body: str, safe: bool) -> None:
    files = {"main.py": MODEL.format(method=method, body=body), "requirements.txt": REQUIREMENTS}
    found = check_texts(files, load_rules(), ["deprecated-pydantic-api"]).findings
    assert [finding.fix.safe for finding in found if finding.fix is not None] == [safe]
