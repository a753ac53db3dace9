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

Not reported: `.json()` of an HTTP response or of a request, `.dict()` of anything that is not proven to be a model,
models that define a method of that name themselves, code for Pydantic 1 only (`if PYDANTIC_V2: ... else: ...`), and
calls beside which the new method is called for Pydantic 2 (`except AttributeError: item.dict()`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Edit, Finding, Fix, rule
from fastdoctor.names.values import Site
from fastdoctor.project.branches import instead_of
from fastdoctor.project.classes import MODELS
from fastdoctor.project.editing import replaced, replaced_span
from fastdoctor.project.importing import spelled
from fastdoctor.project.model_config import as_model_config
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.classes import Class
    from fastdoctor.project.expressions import Expression
    from fastdoctor.project.functions import Function

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
INCLUDED = {"include", "exclude", "by_alias", "exclude_unset", "exclude_defaults", "exclude_none"}
KEPT = {
    "dict": INCLUDED,
    "json": INCLUDED | {"indent"},
    "copy": {"update", "deep"},
    "parse_obj": set[str](),
    "from_orm": set[str](),
    "construct": None,
    "schema": {"by_alias", "ref_template"},
    "update_forward_refs": set[str](),
}
"""Methods whose arguments the new ones take with the same meaning; None takes any."""
POSITIONAL = {"parse_obj": 1, "from_orm": 1}
DECORATORS = {
    "pydantic.validator()": "@field_validator",
    "pydantic.root_validator()": "@model_validator",
}
BASES = ("pydantic.BaseModel", "pydantic_settings.BaseSettings", "sqlmodel.SQLModel")


@rule(severity="warning", fix="safe", applies="pydantic>=2")
def check(project: Project) -> Iterator[Finding]:
    yield from project.each(_in_call, project.calls(*(f"{base}.{name}" for base in BASES for name in METHODS)))
    for call in project.calls("pydantic.parse_obj_as"):
        if not is_fallback(call, "validate_python"):
            yield call.callee.finding(
                "parse_obj_as is deprecated since Pydantic 2",
                "deprecated",
                "use TypeAdapter(...).validate_python(...)",
                fix=adapted(call),
            )
    yield from project.each(_in_model, project.classes(*MODELS))


def _in_call(project: Project, call: Call) -> Iterator[Finding]:
    old = call.callee.text.rpartition(".")[2]
    if old in METHODS and not is_fallback(call, METHODS[old]):
        yield call.callee.finding(
            f".{old}() is deprecated since Pydantic 2",
            "deprecated",
            f"call {METHODS[old]}() instead",
            fix=renamed(project, call, old),
        )


def is_fallback(call: Call, new: str) -> bool:
    """Whether the new method is called where this call does not run: code that works with both releases."""
    return any(isinstance(node, tree.Attribute) and node.name == new for node in instead_of(call.callee))


def renamed(project: Project, call: Call, old: str) -> Fix | None:
    """The method by its new name where it takes what is given.

    Unsafe where the project has an override of the old one, and where it sets `serialize_by_alias`: the old methods do
    not ask it, the new ones do.
    """
    kept = KEPT.get(old, set())
    if old not in KEPT or call.is_loose or len(call.node.arguments) != POSITIONAL.get(old, 0):
        return None
    if (kept is not None and not kept.issuperset(call.keywords)) or not has_new_methods(project, call):
        return None
    end = call.callee.site.end
    edit = replaced_span(call.run, Site(call.site.path, end - len(old), end), METHODS[old])
    overridden = any(old in model.value.names for model in project.classes(*BASES))
    by_alias = old in {"dict", "json"} and any(True for _ in project.sources("serialize_by_alias", tests=True))
    return Fix(f"call {METHODS[old]}()", (edit,), safe=old != "copy" and not overridden and not by_alias)


def has_new_methods(project: Project, call: Call) -> bool:
    """Whether the model surely has the methods of Pydantic 2: SQLModel got them in 0.0.14."""
    return not any(name.startswith("sqlmodel.") for name in call.callee.names) or project.satisfies("sqlmodel>=0.0.14")


def adapted(call: Call) -> Fix | None:
    name = call.spelled("pydantic.TypeAdapter")
    if name is None or len(call.node.arguments) != 2 or call.keywords or call.is_loose:
        return None
    kind, value = call.argument("type_", 0), call.argument("obj", 1)
    if kind is None or value is None or "#" in call.text:
        return None
    edit: Edit = replaced(call, f"{name.text}({kind.text}).validate_python({value.text})")
    return Fix("use a TypeAdapter", (*name.edits, edit), safe=True)


def configured(project: Project, model: Class, config: Class) -> Fix | None:
    """The same keys in a `model_config`; unsafe where something else in the project speaks of `.Config`."""
    edits = as_model_config(model, config)
    spoken_of = any(True for _ in project.sources(".Config", tests=True))
    return Fix("write model_config", edits, safe=not spoken_of) if edits else None


def as_field_validator(method: Function, decorator: Expression) -> Fix | None:
    """`@field_validator` with `@classmethod`, for a validator of names that takes the value alone."""
    node = decorator.node
    name = spelled(decorator.run, decorator.site.path, "pydantic.field_validator")
    if not isinstance(node, tree.Call) or name is None or len(method.parameters) != 2 or len(method.decorators) != 1:
        return None
    given = {keyword.name: keyword for keyword in node.keywords}
    if not all(isinstance(item, tree.Constant) for item in node.arguments) or given.keys() - {"pre"}:
        return None
    site, text = decorator.site, decorator.run.files.text(decorator.site.path)
    indentation = text[text.rfind("\n", 0, site.start) + 1 : site.start].removesuffix("@")
    if indentation.strip() or any(parameter.kind != "positional" for parameter in method.parameters):
        return None
    edits = [replaced_span(decorator.run, Site(site.path, node.function.start, node.function.end), name.text)]
    if "pre" in given:
        if text[given["pre"].value.start : given["pre"].value.end] != "True":
            return None
        edits.append(
            replaced_span(decorator.run, Site(site.path, given["pre"].start, given["pre"].end), 'mode="before"')
        )
    edits.append(replaced_span(decorator.run, Site(site.path, site.end, site.end), f"\n{indentation}@classmethod"))
    return Fix("use @field_validator", (*name.edits, *edits), safe=False)


def _in_model(project: Project, model: Class) -> Iterator[Finding]:
    if model.derives_from("pydantic.v1.BaseModel"):
        return
    config = model.inner("Config")
    if config is not None:
        yield config.finding(
            "class Config is deprecated since Pydantic 2",
            "deprecated",
            "set model_config = ConfigDict(...)",
            fix=configured(project, model, config),
        )
    for method in model.methods():
        for decorator in method.decorators:
            for old, new in DECORATORS.items():
                if decorator.is_named(old):
                    name = old.rpartition(".")[2].removesuffix("()")
                    yield decorator.finding(
                        f"@{name} is deprecated since Pydantic 2",
                        "deprecated",
                        f"use {new} instead",
                        fix=as_field_validator(method, decorator) if name == "validator" else None,
                    )
