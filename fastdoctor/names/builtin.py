"""What Python's own functions give on values: the part of the standard library that decides how a program is put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from fastdoctor.names.classes import ancestors, find_member, is_private
from fastdoctor.names.containers import call_container
from fastdoctor.names.operators import plain, truth
from fastdoctor.names.targets import elements, set_attribute
from fastdoctor.names.values import (
    NONE,
    UNKNOWN,
    ClassValue,
    Collection,
    External,
    FunctionValue,
    Instance,
    Invocation,
    Known,
    Method,
    ModuleValue,
    Partial,
    Returned,
    Super,
    Table,
    Unknown,
    Value,
    either,
)

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

LONGEST_RANGE = 1_000
Builtin = Callable[["Interpreter", Invocation], Value]
_PYTHON_TYPES = {
    "builtins.str": str,
    "builtins.int": (int,),
    "builtins.float": float,
    "builtins.bool": bool,
    "builtins.bytes": bytes,
}
_CONTAINER_TYPES = {
    "builtins.list": "list",
    "builtins.tuple": "tuple",
    "builtins.set": "set",
}


def call_builtin(run: Interpreter, name: str, invocation: Invocation) -> Value | None:
    """The value of calling a function of Python by its dotted name; None for any other name."""
    function = _BUILTINS.get(name)
    if function is None and name.startswith("inspect."):
        from fastdoctor.names.introspection import call_inspect  # signatures are read by calling, calls read builtins

        return call_inspect(run, name, invocation)
    return function(run, invocation) if function else None


def call_method(run: Interpreter, receiver: Value, name: str, invocation: Invocation) -> Value | None:
    """The value of a method of a string, list, dict or set; None for any other receiver or method."""
    if isinstance(receiver, ClassValue) and name == "mro":
        return Collection("list", list(ancestors(run, receiver)))
    if isinstance(receiver, Instance) and isinstance(receiver.type, External) and receiver.type.name.startswith("inspect."):
        from fastdoctor.names.introspection import call_inspect_method

        return call_inspect_method(run, receiver, name, invocation)
    return call_container(run, receiver, name, invocation)


def _first(run: Interpreter, invocation: Invocation, place: int = 0) -> Value:
    return run.resolve(invocation.arguments[place]) if place < len(invocation.arguments) else UNKNOWN


def _super(run: Interpreter, invocation: Invocation) -> Value:
    frame = invocation.frame
    while frame is not None and (frame.kind != "function" or frame.owner is None or frame.receiver is None):
        frame = frame.outer
    if frame is None or frame.owner is None or frame.receiver is None:
        return UNKNOWN
    owner = _first(run, invocation)
    return Super(owner if isinstance(owner, ClassValue) else frame.owner, run.resolve(frame.receiver))


def _getattr(run: Interpreter, invocation: Invocation) -> Value:
    name = _first(run, invocation, 1)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return UNKNOWN
    found = run.attribute(_first(run, invocation), name.value)
    missing = found == UNKNOWN and len(invocation.arguments) > 2 and _surely_without(run, invocation, name.value)
    return _first(run, invocation, 2) if missing else found


def _surely_without(run: Interpreter, invocation: Invocation, name: str) -> bool:
    owner = _first(run, invocation)
    if isinstance(owner, (FunctionValue, ModuleValue, Known, Collection, Table)):
        return True
    if isinstance(owner, ClassValue):
        return find_member(run, owner, name) is None
    return isinstance(owner, Instance) and name not in owner.attributes and find_member(run, owner.type, name) is None


def _hasattr(run: Interpreter, invocation: Invocation) -> Value:
    name = _first(run, invocation, 1)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return UNKNOWN
    if isinstance(_first(run, invocation), (External, Returned)):
        return Known(False) if is_private(name.value) else UNKNOWN
    if isinstance(_first(run, invocation), Unknown):
        return UNKNOWN
    if _surely_without(run, invocation, name.value) and run.attribute(_first(run, invocation), name.value) == UNKNOWN:
        return Known(False)
    return UNKNOWN if run.attribute(_first(run, invocation), name.value) == UNKNOWN else Known(True)


def _setattr(run: Interpreter, invocation: Invocation) -> Value:
    name = _first(run, invocation, 1)
    if isinstance(name, Known) and isinstance(name.value, str):
        set_attribute(run, _first(run, invocation), name.value, _first(run, invocation, 2))
    return NONE


def _delattr(run: Interpreter, invocation: Invocation) -> Value:
    owner, name = _first(run, invocation), _first(run, invocation, 1)
    if isinstance(name, Known) and isinstance(name.value, str):
        if isinstance(owner, ClassValue):
            owner.names.pop(name.value, None)
        elif isinstance(owner, (Instance, FunctionValue)):
            owner.attributes.pop(name.value, None)
    return NONE


def _isinstance(run: Interpreter, invocation: Invocation) -> Value:
    value, kinds = _first(run, invocation), _first(run, invocation, 1)
    wanted = elements(run, kinds) if isinstance(kinds, Collection) else [kinds]
    answers = [_is_instance(run, value, run.resolve(kind)) for kind in wanted or [UNKNOWN]]
    if True in answers:
        return Known(True)
    return UNKNOWN if None in answers else Known(False)


def _is_instance(run: Interpreter, value: Value, kind: Value) -> bool | None:
    if isinstance(value, Known) and isinstance(kind, External):
        python = _PYTHON_TYPES.get(kind.name)
        if python is not None:
            return isinstance(value.value, python)
        return False if kind.name in _CONTAINER_TYPES or kind.name == "builtins.dict" else None
    if isinstance(value, Known) and isinstance(kind, ClassValue):
        return False
    if isinstance(value, Collection) and isinstance(kind, External):
        return kind.name.endswith(value.kind) if kind.name in _CONTAINER_TYPES else _never(kind)
    if isinstance(value, Table) and isinstance(kind, External):
        return kind.name in {"builtins.dict", "collections.abc.Mapping"} or _never(kind)
    if isinstance(value, Instance):
        return _derives(run, value.type, kind)
    return None


def _never(kind: External) -> bool | None:
    return False if kind.name in _PYTHON_TYPES or kind.name in _CONTAINER_TYPES else None


def _derives(run: Interpreter, value: Value, kind: Value) -> bool | None:
    line = list(ancestors(run, value))
    if any(base is kind or (isinstance(base, External) and base == kind) for base in line):
        return True
    return None if any(isinstance(base, (External, Unknown)) for base in line) else False


def _issubclass(run: Interpreter, invocation: Invocation) -> Value:
    value, kind = _first(run, invocation), _first(run, invocation, 1)
    if not isinstance(value, (ClassValue, External)):
        return UNKNOWN
    answer = _derives(run, value, kind)
    return UNKNOWN if answer is None else Known(answer)


def _callable(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    if isinstance(value, (FunctionValue, ClassValue, Method)):
        return Known(True)
    return Known(False) if isinstance(value, (Known, Collection, Table)) else UNKNOWN


def _type(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    if len(invocation.arguments) == 3:
        return UNKNOWN
    return run.resolve(value.type) if isinstance(value, Instance) else UNKNOWN


def _collection(kind: str) -> Builtin:
    def convert(run: Interpreter, invocation: Invocation) -> Value:
        if not invocation.arguments:
            return Collection(kind, [])
        items = elements(run, _first(run, invocation))
        return Collection(kind, items or [], items is not None)

    return convert


def _dict(run: Interpreter, invocation: Invocation) -> Value:
    table = Table({}, not invocation.loose)
    if invocation.arguments:
        given = _first(run, invocation)
        pairs = elements(run, given) if isinstance(given, Collection) else None
        if isinstance(given, Table):
            table.items.update(given.items)
            table.complete = given.complete
        elif pairs is not None:
            for pair in pairs:
                parts = elements(run, pair) or []
                if len(parts) == 2 and isinstance(parts[0], Known):
                    table.items[parts[0].value] = parts[1]
        else:
            table.complete = False
    table.items.update(invocation.keywords)
    return table


def _enumerate(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    start = plain(run, invocation.argument("start", 1) or Known(0))
    if items is None or not isinstance(start, Known) or not isinstance(start.value, int):
        return UNKNOWN
    pairs: list[Value] = [Collection("tuple", [Known(start.value + place), item]) for place, item in enumerate(items)]
    return Collection("list", pairs)


def _zip(run: Interpreter, invocation: Invocation) -> Value:
    columns = [elements(run, argument) for argument in invocation.arguments]
    known = [column for column in columns if column is not None]
    if len(known) != len(columns):
        return UNKNOWN
    return Collection("list", [Collection("tuple", list(row)) for row in zip(*known, strict=False)])


def _range(run: Interpreter, invocation: Invocation) -> Value:
    numbers = [plain(run, argument) for argument in invocation.arguments]
    values = [number.value for number in numbers if isinstance(number, Known) and isinstance(number.value, int)]
    if len(values) != len(numbers) or not values or (len(values) == 3 and values[2] == 0):
        return UNKNOWN
    return Collection("list", [Known(number) for number in range(*values)[:LONGEST_RANGE]])


def _reversed(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    return UNKNOWN if items is None else Collection("list", items[::-1])


def _sorted(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    if items is None:
        return UNKNOWN
    constants = [item.value for item in items if isinstance(item, Known)]
    if len(constants) == len(items) and not invocation.keywords:
        try:
            return Collection("list", [Known(value) for value in sorted(constants)])  # type: ignore[type-var]
        except TypeError:
            return Collection("list", items)
    return Collection("list", items)


def _map(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation, 1))
    if items is None:
        return UNKNOWN
    function = _first(run, invocation)
    return Collection("list", [run.call(function, (item,), None, invocation.node, invocation.frame) for item in items])


def _quantifier(wanted: bool) -> Builtin:
    def decide(run: Interpreter, invocation: Invocation) -> Value:
        items = elements(run, _first(run, invocation))
        if items is None:
            return UNKNOWN
        answers = [truth(run, item) for item in items]
        if wanted in answers:
            return Known(wanted)
        return UNKNOWN if None in answers else Known(not wanted)

    return decide


def _len(run: Interpreter, invocation: Invocation) -> Value:
    value = plain(run, _first(run, invocation))
    if isinstance(value, (Collection, Table)) and value.complete:
        return Known(len(value.items))
    return Known(len(value.value)) if isinstance(value, Known) and isinstance(value.value, (str, bytes)) else UNKNOWN


def _convert(python: type) -> Builtin:
    def convert(run: Interpreter, invocation: Invocation) -> Value:
        if not invocation.arguments:
            return Known(python())
        value = plain(run, _first(run, invocation))
        if python is bool:
            answer = truth(run, value)
            return UNKNOWN if answer is None else Known(answer)
        if not isinstance(value, Known):
            return UNKNOWN
        try:
            return Known(python(value.value))
        except (TypeError, ValueError):
            return UNKNOWN

    return convert


def _getenv(run: Interpreter, invocation: Invocation) -> Value:
    """A variable that is not set for the run has its default, else None as at run time."""
    name = plain(run, invocation.argument("key", 0) or UNKNOWN)
    if not isinstance(name, Known) or not isinstance(name.value, str):
        return UNKNOWN
    if name.value in run.environment:
        return Known(run.environment[name.value])
    return run.resolve(invocation.argument("default", 1) or NONE)


def _partial(run: Interpreter, invocation: Invocation) -> Value:
    if not invocation.arguments:
        return UNKNOWN
    return Partial(_first(run, invocation), invocation.arguments[1:], dict(invocation.keywords))


def _same(place: int) -> Builtin:
    def give(run: Interpreter, invocation: Invocation) -> Value:
        return _first(run, invocation, place)

    return give



def _import_module(run: Interpreter, invocation: Invocation) -> Value:
    name = plain(run, invocation.argument("name", 0) or UNKNOWN)
    if not isinstance(name, Known) or not isinstance(name.value, str) or invocation.frame is None:
        return UNKNOWN
    if name.value.startswith("."):
        package = plain(run, invocation.argument("package", 1) or UNKNOWN)
        if not isinstance(package, Known) or not isinstance(package.value, str):
            return UNKNOWN
        name = Known(package.value + name.value)
    module = run.imported(str(name.value), invocation.frame.path)
    if isinstance(module, ModuleValue):
        run.names_of(module)
    return module


def _chain(run: Interpreter, invocation: Invocation) -> Value:
    found: list[Value] = []
    complete = True
    for argument in invocation.arguments:
        items = elements(run, argument)
        complete = complete and items is not None
        found.extend(items or ())
    return Collection("list", found, complete)


def _next(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation))
    return items[0] if items else UNKNOWN


def _kind_test(test: Callable[[Value], bool | None]) -> Builtin:
    def decide(run: Interpreter, invocation: Invocation) -> Value:
        answer = test(_first(run, invocation))
        return UNKNOWN if answer is None else Known(answer)

    return decide


def _is_coroutine_function(value: Value) -> bool | None:
    function = value.function if isinstance(value, Method) else value
    return function.is_async if isinstance(function, FunctionValue) else None


def _is_function(value: Value) -> bool | None:
    return None if isinstance(value, (Unknown, External)) else isinstance(value, FunctionValue)


def _is_class(value: Value) -> bool | None:
    return None if isinstance(value, (Unknown, External)) else isinstance(value, ClassValue)


def _vars(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    return run.attribute(value, "__dict__") if isinstance(value, (ClassValue, Instance)) else UNKNOWN


def _dir(run: Interpreter, invocation: Invocation) -> Value:
    value = _first(run, invocation)
    names = run.names_of(value) if isinstance(value, ModuleValue) else getattr(value, "names", None)
    if not isinstance(names, dict):
        return UNKNOWN
    return Collection("list", [Known(name) for name in sorted(names)], isinstance(value, ModuleValue))


def _filter(run: Interpreter, invocation: Invocation) -> Value:
    items = elements(run, _first(run, invocation, 1))
    return UNKNOWN if items is None else Collection("list", items, complete=False)


_BUILTINS: dict[str, Builtin] = {
    "builtins.super": _super,
    "builtins.getattr": _getattr,
    "builtins.hasattr": _hasattr,
    "builtins.setattr": _setattr,
    "builtins.delattr": _delattr,
    "builtins.isinstance": _isinstance,
    "builtins.issubclass": _issubclass,
    "builtins.callable": _callable,
    "builtins.type": _type,
    "builtins.list": _collection("list"),
    "builtins.tuple": _collection("tuple"),
    "builtins.set": _collection("set"),
    "builtins.frozenset": _collection("set"),
    "builtins.dict": _dict,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.range": _range,
    "builtins.reversed": _reversed,
    "builtins.sorted": _sorted,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "builtins.any": _quantifier(True),
    "builtins.all": _quantifier(False),
    "builtins.vars": _vars,
    "inspect.iscoroutinefunction": _kind_test(_is_coroutine_function),
    "asyncio.iscoroutinefunction": _kind_test(_is_coroutine_function),
    "inspect.isfunction": _kind_test(_is_function),
    "inspect.isclass": _kind_test(_is_class),
    "builtins.dir": _dir,
    "builtins.len": _len,
    "builtins.str": _convert(str),
    "builtins.int": _convert(int),
    "builtins.float": _convert(float),
    "builtins.bool": _convert(bool),
    "builtins.next": _next,
    "builtins.iter": _same(0),
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "functools.partial": _partial,
    "typing.cast": _same(1),
    "copy.copy": _same(0),
    "copy.deepcopy": _same(0),
    "itertools.chain": _chain,
    "importlib.import_module": _import_module,
}
