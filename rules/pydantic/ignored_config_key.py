"""Pydantic 2 ignores this configuration key of Pydantic 1

`class Config` is still read under Pydantic 2, but the keys that were renamed are not honoured: Pydantic warns once
and goes on without them. `orm_mode = True` then means that `model_validate(row)` refuses the row,
`allow_population_by_field_name` that the field name is refused, `anystr_strip_whitespace` that blanks stay,
`schema_extra` that the example is gone.

Bad:

```python
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Item(BaseModel):
    name: str

    class Config:
        orm_mode = True
```

```text requirements.txt
fastapi==0.128.0
pydantic==2.12.5
```

Good:

```python
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict

app = FastAPI()


class Item(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
```

```text requirements.txt
fastapi==0.128.0
pydantic==2.12.5
```

Applies to: Pydantic 2. A model that is only used as `response_model` works without `from_attributes`: FastAPI asks
for it itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fastdoctor import Finding, Fix, rule
from fastdoctor.names.values import Site
from fastdoctor.project.classes import MODELS
from fastdoctor.project.editing import replaced, replaced_span

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.expressions import Expression, Place

RENAMED = {
    "orm_mode": "from_attributes",
    "schema_extra": "json_schema_extra",
    "allow_population_by_field_name": "populate_by_name",
    "anystr_strip_whitespace": "str_strip_whitespace",
    "anystr_lower": "str_to_lower",
    "anystr_upper": "str_to_upper",
    "min_anystr_length": "str_min_length",
    "max_anystr_length": "str_max_length",
    "validate_all": "validate_default",
    "keep_untouched": "ignored_types",
    "allow_mutation": "frozen (with the opposite value)",
}
REMOVED = {
    "fields": "set alias= and the like on the fields",
    "getter_dict": "use a validator with mode='before'",
    "smart_union": "unions are smart by default",
    "underscore_attrs_are_private": "names with an underscore are always private",
    "json_loads": "override model_validate_json",
    "json_dumps": "override model_dump_json",
    "error_msg_templates": "raise PydanticCustomError",
    "copy_on_model_validation": "models are never copied",
}


@rule(severity="error", fix="safe", applies="pydantic>=2")
def check(project: Project) -> Iterator[Finding]:
    for model in project.classes(*MODELS):
        config = model.inner("Config")
        written: list[tuple[str, Place, Expression | None]] = []
        if config:
            written += [(field.name, field, field.default) for field in config.fields()]
        for call in model.calls():
            if call.callee.is_named("pydantic.ConfigDict", "pydantic_settings.SettingsConfigDict"):
                written += [(name, call.keyword_place(name), call[name]) for name in call.keywords]
        for key, place, value in written:
            if key == "orm_mode" and model.derives_from("sqlmodel.SQLModel"):
                continue  # it reads attributes anyway
            if key in RENAMED:
                yield place.finding(
                    f"{key} is ignored by Pydantic 2",
                    "renamed",
                    f"write {RENAMED[key]}",
                    fix=renamed(place, key, value),
                )
            elif key in REMOVED:
                yield place.finding(f"{key} is ignored by Pydantic 2", "removed", REMOVED[key])


def renamed(place: Place, key: str, value: Expression | None) -> Fix | None:
    """The key by its new name, with its value as it is; `allow_mutation` takes the opposite one."""
    name = Site(place.site.path, place.site.start, place.site.start + len(key))
    if key != "allow_mutation":
        return Fix(f"write {RENAMED[key]}", (replaced_span(place.run, name, RENAMED[key]),), safe=True)
    if value is None or value.text not in {"True", "False"}:
        return None
    opposite = replaced(value, str(value.text == "False"))
    return Fix("write frozen", (replaced_span(place.run, name, "frozen"), opposite), safe=True)
