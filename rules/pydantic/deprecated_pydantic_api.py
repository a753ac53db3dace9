"""This Pydantic 1 API works for now and is gone in Pydantic 3

Pydantic 2 still has the old names and warns at every use (`PydanticDeprecatedSince20`): `.dict()`, `.json()`,
`.copy()`, `parse_obj`, `from_orm`, `@validator`, `class Config` and their like. Each has a successor that means the
same.

Bad:

```python
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def create(item: Item) -> dict[str, str]:
    return item.dict()
```

```text requirements.txt
fastapi==0.128.0
pydantic==2.12.5
```

Good:

```python
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str


@app.post("/items")
def create(item: Item) -> dict[str, str]:
    return item.model_dump()
```

```text requirements.txt
fastapi==0.128.0
pydantic==2.12.5
```

Applies to: Pydantic 2.

Not reported: `.json()` of an HTTP response or of a request, `.dict()` of anything that is not proven to be a model, and
models that define a method of that name themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, rule

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.classes import Class

METHODS = {
    "dict": "model_dump",
    "json": "model_dump_json",
    "copy": "model_copy",
    "parse_obj": "model_validate",
    "parse_raw": "model_validate_json",
    "parse_file": "model_validate_json",
    "from_orm": "model_validate",
    "construct": "model_construct",
    "schema": "model_json_schema",
    "schema_json": "model_json_schema",
    "update_forward_refs": "model_rebuild",
}
DECORATORS = {
    "pydantic.validator()": "@field_validator",
    "pydantic.root_validator()": "@model_validator",
}
BASES = ("pydantic.BaseModel", "sqlmodel.SQLModel")


@rule(severity="warning", applies="pydantic>=2")
def check(project: Project) -> Iterator[Finding]:
    for call in project.calls(*(f"{base}.{name}" for base in BASES for name in METHODS)):
        old = call.callee.text.rpartition(".")[2]
        if old in METHODS:
            yield call.callee.finding(
                f".{old}() is deprecated since Pydantic 2", "deprecated", f"call {METHODS[old]}() instead"
            )
    for call in project.calls("pydantic.parse_obj_as"):
        yield call.callee.finding(
            "parse_obj_as is deprecated since Pydantic 2", "deprecated", "use TypeAdapter(...).validate_python(...)"
        )
    for model in project.classes("pydantic.BaseModel"):
        if not model.derives_from("pydantic.v1.BaseModel"):
            yield from _in_model(model)


def _in_model(model: Class) -> Iterator[Finding]:
    config = model.inner("Config")
    if config is not None:
        yield config.finding(
            "class Config is deprecated since Pydantic 2", "deprecated", "set model_config = ConfigDict(...)"
        )
    for method in model.methods():
        for decorator in method.decorators:
            for old, new in DECORATORS.items():
                if decorator.is_named(old):
                    name = old.rpartition(".")[2].removesuffix("()")
                    yield decorator.finding(
                        f"@{name} is deprecated since Pydantic 2", "deprecated", f"use {new} instead"
                    )
