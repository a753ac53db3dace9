"""Where a name is looked up: the scopes of a running module, class or function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from fastdoctor.names.values import ClassValue, FunctionValue, ModuleValue, Value


class Frame(Struct, eq=False):
    """One scope: its own names and the scope around it.

    `kind` is "module", "class" or "function". `declared` maps names to "global" or "nonlocal". `tried` counts the `try`
    statements around what runs.
    """

    kind: str
    module: ModuleValue
    path: str
    names: dict[str, Value] = field(default_factory=dict)
    outer: Frame | None = None
    qualname: str = ""
    function: FunctionValue | None = None
    owner: ClassValue | None = None
    receiver: Value | None = None
    returned: list[Value] = field(default_factory=list)
    yielded: list[Value] = field(default_factory=list)
    declared: dict[str, str] = field(default_factory=dict)
    tried: int = 0

    def find(self, name: str) -> Value | None:
        """The value of a name as code in this frame sees it; None where no scope has it."""
        frame: Frame | None = self
        while frame is not None:
            if name in frame.names and (frame.kind != "class" or frame is self):
                return frame.names[name]
            frame = frame.outer
        return None

    def store(self, name: str, value: Value) -> None:
        """Bind a name, honouring `global` and `nonlocal`."""
        self.target(name)[name] = value

    def target(self, name: str) -> dict[str, Value]:
        """The names that an assignment of this name changes."""
        declared = self.declared.get(name)
        if declared == "global":
            return self.globals().names
        if declared == "nonlocal":
            frame = self.outer
            while frame is not None and not (frame.kind == "function" and name in frame.names):
                frame = frame.outer
            return frame.names if frame else self.names
        return self.names

    def globals(self) -> Frame:
        """The frame of the module."""
        frame = self
        while frame.outer is not None:
            frame = frame.outer
        return frame

    def nested(self, name: str) -> str:
        """The qualname of something defined here."""
        if not self.qualname:
            return name
        return f"{self.qualname}.<locals>.{name}" if self.kind == "function" else f"{self.qualname}.{name}"
