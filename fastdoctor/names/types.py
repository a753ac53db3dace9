"""Of which type a value is, and under which dotted name it is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastdoctor.names.alternatives import options
from fastdoctor.names.classes import ancestors, external_bases, origin
from fastdoctor.names.values import (
    Awaitable,
    ClassValue,
    Collection,
    External,
    FunctionValue,
    Instance,
    Known,
    Method,
    ModuleValue,
    Returned,
    Table,
    Template,
    Unknown,
    Value,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter


def type_names(run: Interpreter, value: Value) -> tuple[str, ...]:
    """The dotted names of the types that a value surely has, nearest first; () where that is not proven."""
    value = run.resolve(value)
    match value:
        case Instance():
            return class_names(run, value.type)
        case Unknown() if value.type is not None:
            return class_names(run, value.type)
        case Known():
            return (f"builtins.{type(value.value).__name__}",)
        case Template():
            return ("builtins.str",)
        case Collection():
            return (f"builtins.{value.kind}",)
        case Table():
            return ("builtins.dict",)
        case Returned():
            return returned_types(run, value)
        case Awaitable():
            return ("typing.Coroutine",)
    return ()


def class_names(run: Interpreter, kind: Value) -> tuple[str, ...]:
    """The dotted names of a class and its bases."""
    kind = origin(run, kind)
    if isinstance(kind, ClassValue):
        return tuple(dotted(base) for base in ancestors(run, kind) if isinstance(base, (ClassValue, External)))
    return (kind.name,) if isinstance(kind, External) else ()


def dotted(value: Value) -> str:
    """The dotted name of something external, "module:qualname" of the project's own, else ""."""
    match value:
        case External():
            return value.name
        case ClassValue() | FunctionValue():
            return f"{value.module}:{value.qualname}"
        case ModuleValue():
            return value.name
    return ""


_RETURNS = {
    "sqlalchemy.create_engine": "sqlalchemy.Engine",
    "sqlmodel.create_engine": "sqlalchemy.Engine",
    "sqlalchemy.ext.asyncio.create_async_engine": "sqlalchemy.ext.asyncio.AsyncEngine",
    "sqlalchemy.orm.sessionmaker()": "sqlalchemy.orm.Session",
    "sqlalchemy.ext.asyncio.async_sessionmaker()": "sqlalchemy.ext.asyncio.AsyncSession",
    "requests.session": "requests.Session",
    "redis.from_url": "redis.Redis",
    "psycopg2.connect": "psycopg2.connection",
    "pymysql.connect": "pymysql.Connection",
    "sqlite3.connect": "sqlite3.Connection",
}


def returned_types(run: Interpreter, value: Returned) -> tuple[str, ...]:
    """The types of what an external function gives, where that is known."""
    name = name_of(run, value).removesuffix("()")
    return (_RETURNS[name],) if name in _RETURNS else ()


def name_of(run: Interpreter, value: Value) -> str:
    """The dotted name by which a rule speaks of a value: `httpx.Client.get` for a bound method; "" without one."""
    value = run.resolve(value)
    if isinstance(value, Method):
        member = value.function if isinstance(value.function, str) else value.function.qualname.rpartition(".")[2]
        if value.owner is not None and isinstance(origin(run, value.owner), (External, ClassValue)):
            return f"{dotted(origin(run, value.owner))}.{member}"
        names = type_names(run, value.receiver)
        if names:
            return f"{names[0]}.{member}"
        receiver = run.resolve(value.receiver)
        return f"{name_of(run, receiver.callee)}().{member}" if isinstance(receiver, Returned) else ""
    if isinstance(value, Returned):
        if value.name is None:
            inner = name_of(run, value.callee)
            value.name = f"{inner}()" if inner else ""
        return value.name
    return dotted(value)


def names_of(run: Interpreter, value: Value) -> tuple[str, ...]:
    """Every dotted name that the value goes by: a method by each class that it may be found on, an alternative each."""
    found: list[str] = []
    for option in options(run.resolve(value)):
        option = run.resolve(option)
        if isinstance(option, Method) and isinstance(option.function, str):
            found.extend(f"{name}.{option.function}" for name in type_names(run, option.receiver))
            if isinstance(option.receiver, ClassValue):
                found.extend(f"{name}.{option.function}" for name in external_bases(run, option.receiver))
        found.append(name_of(run, option))
        if isinstance(option, ClassValue):
            found.extend(external_bases(run, option))
    return tuple(dict.fromkeys(name for name in found if name))
