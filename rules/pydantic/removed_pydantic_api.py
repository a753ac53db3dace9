"""This Pydantic 1 API raises under the Pydantic 2 that is installed

Pydantic 2 took several things away for good: importing or declaring them raises before the application starts.
`BaseSettings` lives in the package `pydantic-settings`, `regex=` is `pattern=`, a model with `__root__` is a
`RootModel`, a bare `@root_validator` needs `pre=True` or `skip_on_failure=True`, `conlist(min_items=)` is
`min_length=`, validators no longer get `field` and `config`, and every field needs an annotation.

Bad:

```python
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Item(BaseModel):
    code: str = Field(regex="^[a-z]+$")
```

```text requirements.txt
fastapi==0.128.0
pydantic==2.12.5
```

Good:

```python
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Item(BaseModel):
    code: str = Field(pattern="^[a-z]+$")
```

```text requirements.txt
fastapi==0.128.0
pydantic==2.12.5
```

Applies to: Pydantic 2.

Not reported: what the compatibility module `pydantic.v1` gives, and everything under Pydantic 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.project.classes import MODELS
from fastdoctor.project.editing import renamed_keyword
from fastdoctor.syntax import tree

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.calls import Call
    from fastdoctor.project.classes import Class, Field

MOVED = {
    "pydantic.BaseSettings": "import it from pydantic_settings and install pydantic-settings",
    "pydantic.PyObject": "use pydantic.ImportString",
    "pydantic.ConstrainedStr": "use Annotated[str, StringConstraints(...)]",
    "pydantic.ConstrainedInt": "use Annotated[int, Field(...)]",
    "pydantic.errors.PydanticTypeError": "raise ValueError or PydanticCustomError",
}
COUNTED = {"min_items": "min_length", "max_items": "max_length"}
GONE_ARGUMENTS = {"field", "config"}


@rule(severity="error", fix="unsafe", applies="pydantic>=2")
def check(project: Project) -> Iterator[Finding]:
    for name, place in project.imports(*MOVED):
        yield place.finding(f"importing {name} raises under Pydantic 2", "not in Pydantic 2", MOVED[name])
    for used in project.references(*MOVED):
        name = next((name for name in used.names if name in MOVED), "")
        if isinstance(used.node, tree.Attribute):  # other uses come by an import
            yield used.finding(f"{name} raises under Pydantic 2", "not in Pydantic 2", MOVED[name])
    for call in project.calls("pydantic.Field"):
        if "regex" in call.keywords:
            yield call.keyword_place("regex").finding(
                "Field(regex=) raises under Pydantic 2",
                "removed",
                "write pattern= instead",
                fix=renamed(call, "regex", "pattern"),
            )
    for call in project.calls("pydantic.conlist", "pydantic.conset", "pydantic.confrozenset"):
        for old in COUNTED.keys() & set(call.keywords):
            yield call.keyword_place(old).finding(
                f"{old}= raises under Pydantic 2",
                "removed",
                f"write {COUNTED[old]}= instead",
                fix=renamed(call, old, COUNTED[old]),
            )
    yield from project.each(_in_model, project.classes(*MODELS))


def renamed(call: Call, old: str, new: str) -> Fix | None:
    """The keyword by its new name; unsafe, because patterns and counts are checked by other code than before."""
    edits = renamed_keyword(call.run, call.site.path, call.node, old, new)
    return Fix(f"write {new}", edits, safe=False) if new not in call.keywords else None


def _is_plain(field: Field) -> bool:
    """Whether an assignment without annotation gives a constant, which Pydantic takes for a field."""
    if field.annotation is not None or field.default is None or field.name.startswith("_"):
        return False
    return isinstance(field.default.constant, (str, int, float, bool)) and not field.owner.inherits(field.name)


def _in_model(project: Project, model: Class) -> Iterator[Finding]:
    if model.derives_from("pydantic.v1.BaseModel"):
        return
    for field in model.fields():
        if field.name == "__root__":
            yield field.finding("a model with __root__ raises under Pydantic 2", "removed", "derive from RootModel")
        elif _is_plain(field) and not model.has_unknown_bases:
            yield field.finding(
                f"{field.name} has no annotation, which raises under Pydantic 2", "no annotation", "annotate it"
            )
    for method in model.methods():
        for decorator in method.decorators:
            if decorator.is_named("pydantic.root_validator"):
                yield decorator.finding(
                    "a bare @root_validator raises under Pydantic 2",
                    "needs pre=True or skip_on_failure=True",
                    'write @model_validator(mode="before") or mode="after"',
                )
            elif decorator.is_named("pydantic.validator()"):
                for parameter in method.parameters:
                    if parameter.name in GONE_ARGUMENTS:
                        yield method.parameter(parameter.name).finding(
                            f"a validator with the parameter {parameter.name} raises under Pydantic 2",
                            "no longer given",
                            "use @field_validator, whose info parameter tells the field's name",
                        )
