"""Which names that a project imports, or writes behind a module, do the proposed releases lack?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from fastdoctor.finding import Location
from fastdoctor.knowledge import interfaces
from fastdoctor.names.canonical import canonical
from fastdoctor.project.expressions import Piece, expression
from fastdoctor.syntax import tree
from fastdoctor.upgrade.changes import Change
from fastdoctor.upgrade.spans import first_without, import_packages

if TYPE_CHECKING:
    from fastdoctor.project import Project
    from fastdoctor.project.source import SourceFile
    from fastdoctor.upgrade.proposal import Proposal

_EXPORTING = {"starlette": ("fastapi",)}
"""Package -> packages under whose names a program may know its modules."""
MOVED = {
    "pydantic.PyObject": "use `ImportString`",
    "pydantic.types.PyObject": "use `ImportString`",
    "pydantic.validate_arguments": "use `validate_call`",
    "pydantic.decorator.validate_arguments": "use `validate_call`",
    "pydantic.class_validators.root_validator": "use `model_validator`",
    "pydantic.class_validators.validator": "use `field_validator`",
    "pydantic.config.BaseConfig": "use `ConfigDict`",
    "pydantic.config.Extra": "write the word: `extra=\"forbid\"`",
    "pydantic.error_wrappers.ValidationError": "import it from `pydantic`",
    "pydantic.main.ValidationError": "import it from `pydantic`",
    "pydantic.generics.GenericModel": "derive from `BaseModel` and `Generic`",
    "pydantic.json.custom_pydantic_encoder": "use `pydantic_core.to_jsonable_python`",
    "pydantic.json.pydantic_encoder": "use `pydantic_core.to_jsonable_python`",
    "pydantic.json.timedelta_isoformat": "use `pydantic_core.to_jsonable_python`",
    "pydantic.tools.parse_obj_as": "use `TypeAdapter(...).validate_python(...)`",
    "pydantic.tools.schema_json_of": "use `TypeAdapter(...).json_schema()`",
    "pydantic.tools.schema_of": "use `TypeAdapter(...).json_schema()`",
    "pydantic.utils.to_camel": "use `pydantic.alias_generators.to_pascal`",
    "pydantic.utils.to_lower_camel": "use `pydantic.alias_generators.to_camel`",
    "pydantic.utils.version_info": "import it from `pydantic.version`",
    **dict.fromkeys(
        (
            f"pydantic.utils.{name}"
            for name in (
                "GetterDict", "ROOT_KEY", "Representation", "deep_update", "import_string", "is_valid_field",
                "lenient_isinstance", "lenient_issubclass", "sequence_like", "smart_deepcopy", "update_not_none",
            )
        ),
        "write your own: it comes from `pydantic.v1`",
    ),
}  # fmt: skip
"""Names that the module no longer defines and still answers to, with a warning -> what to do."""
INCIDENTAL = frozenset(
    {"fastapi.concurrency.asynccontextmanager", "fastapi.dependencies.utils.asynccontextmanager"}
    | {"fastapi.dependencies.utils.AsyncExitStack", "fastapi.dependencies.utils.ForwardRef"}
    | {"starlette.responses.guess_type", "starlette.templating.jinja2"}
)
"""Names that a module has imported for itself, once in a way that the data records and now in another."""
_SUCCESSORS = {
    "pydantic.BaseSettings": "install pydantic-settings and import it from there",
    "starlette.exceptions.ExceptionMiddleware": "import it from `starlette.middleware.exceptions`",
    "starlette.status.WS_1004_NO_STATUS_RCVD": "write `WS_1005_NO_STATUS_RCVD`",
    "starlette.status.WS_1005_ABNORMAL_CLOSURE": "write `WS_1006_ABNORMAL_CLOSURE`",
}


def lost_names(project: Project, proposal: Proposal) -> Iterator[Change]:
    """Imports of names that the proposed release does not have, and uses of them through their module."""
    for step in proposal.steps:
        lost = interfaces.lost_names(step.package, step.before, step.after) if step.before and step.moves else ()
        for name, location in _uses(project, step.package, frozenset(lost) - INCIDENTAL):
            release = first_without(step.package, step.before, step.after, partial(_lacks, name))
            if name in MOVED:
                yield Change(step.package, release, "deprecated", f"`{name}` has moved", MOVED[name], location)
            else:
                said = f"`{name}` is gone"
                yield Change(step.package, release, "breaks", said, _SUCCESSORS.get(name, ""), location)


def _uses(project: Project, package: str, names: frozenset[str]) -> Iterator[tuple[str, Location]]:
    if not names:
        return
    last = {name.rpartition(".")[2] for name in names}
    packages = (*import_packages(package), *_EXPORTING.get(package, ()))
    paths = project.words.holding(packages, project.python_files(tests=True))
    for path, words in project.words.held(sorted(last), paths, whole=True).items():
        source = project.source(path)
        if source is None:
            continue
        yield from _imported(project, source, names, words)
        for statement in source.statements(tree.Attribute, words=words):
            node = statement.node
            if isinstance(node, tree.Attribute) and node.name in words:
                module = expression(project.run, source.path, node.value, statement.frame)
                for name in sorted(names.intersection(f"{owner}.{node.name}" for owner in module.names)):
                    yield name, Piece(project.run, source.path, node).location


def _imported(
    project: Project, source: SourceFile, names: frozenset[str], words: Iterable[str]
) -> Iterator[tuple[str, Location]]:
    """The imports of these names, by the module that is written or by the one that defines them."""
    for statement in source.statements(tree.Import, tree.ImportFrom, words=words):
        node = statement.node
        if statement.guarded or not isinstance(node, (tree.Import, tree.ImportFrom)):
            continue
        module = node.module if isinstance(node, tree.ImportFrom) else ""
        if isinstance(node, tree.ImportFrom) and (node.level or project.run.index.absolute(module, source.path)):
            continue
        for item in node.names:
            written = f"{module}.{item.name}" if module else item.name
            known = canonical(written)
            exported = interfaces.distribution(written) != interfaces.distribution(known)
            name = known if exported else written
            if name in names:
                yield name, Piece(project.run, source.path, item).location


def _lacks(name: str, release: str) -> bool:
    return interfaces.name_exists(name, release) is False
