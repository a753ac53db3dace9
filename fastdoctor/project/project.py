"""The questions a rule may ask of a project."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from fastdoctor.model import facts
from fastdoctor.model.discovery import is_test
from fastdoctor.names.types import names_of
from fastdoctor.project.calls import Call
from fastdoctor.project.classes import Class
from fastdoctor.project.expressions import Expression, Place
from fastdoctor.project.fact import fact, keep_facts, remembered
from fastdoctor.project.families import Families
from fastdoctor.project.functions import Function
from fastdoctor.project.notes import broken_lines, not_evaluated, summarized
from fastdoctor.project.reaching import unreached
from fastdoctor.project.routes import Application, Middleware, Route, Router, made
from fastdoctor.project.search import assignments_of, calls_of, classes_of, imports_of, references_to, serving_calls_of
from fastdoctor.project.source import SourceFile, read_source
from fastdoctor.project.start_commands import start_commands
from fastdoctor.project.targets import is_asgi, is_of_project, missing_for_cli, module_of, started_value
from fastdoctor.report.result import NotEvaluated, ProjectSummary
from fastdoctor.stack.openapi_tools import OpenapiTool, openapi_tools

if TYPE_CHECKING:
    from fastdoctor.files.trace import Read
    from fastdoctor.files.words import Words
    from fastdoctor.names.interpreter import Interpreter
    from fastdoctor.stack import Stack, StartCommand

Subject = TypeVar("Subject")
Judgement = TypeVar("Judgement")


class Project(Struct, eq=False, dict=True):
    """One project: the files below `root` that belong to no other project, its applications and its stack."""

    root: str
    paths: tuple[str, ...]
    run: Interpreter
    stack: Stack
    _applications: tuple[facts.Application, ...]
    _everywhere: tuple[facts.Application, ...] = ()
    _around: tuple[Stack, ...] = ()
    _sources: dict[str, SourceFile | None] = field(default_factory=dict)

    def renewed(self, path: str, is_touched: Callable[[Read], bool]) -> Project:
        """The same project after an edit of one of its files that left the model as it was (`syntax.renewal`)."""
        same = replace(self, _sources={known: source for known, source in self._sources.items() if known != path})
        keep_facts(self, same, is_touched)
        return same

    # --- the application ---------------------------------------------------------------------------------------

    @fact
    def applications(self) -> tuple[Application, ...]:
        """Every application of the project, in the order of their files; those of test suites left out."""
        return tuple(Application(self.run, fact) for fact in self._applications)

    @fact
    def routes(self) -> tuple[Route, ...]:
        """Every route of every application; a route reachable on two ways is there twice."""
        return tuple(route for application in self.applications for route in application.routes)

    def endpoints(self) -> Iterator[tuple[Function, tuple[Route, ...]]]:
        """Every function that serves a route, with the routes it serves; in the order of the routes."""
        served: dict[int, tuple[Function, list[Route]]] = {}
        for route in self.routes:
            function = route.endpoint
            if function is not None:
                served.setdefault(id(function.value), (function, []))[1].append(route)
        return ((function, tuple(routes)) for function, routes in served.values())

    @fact
    def serving_functions(self) -> tuple[tuple[Function, str], ...]:
        """Every function that runs while a request is answered, once, with its role in it.

        Roles are "route", "dependency", "middleware" and "exception handler".
        """
        found: dict[int, tuple[Function, str]] = {}
        for function, role in self._serving():
            found.setdefault(id(function.value.node), (function, role))
        return tuple(found.values())

    def _serving(self) -> Iterator[tuple[Function, str]]:
        for function, routes in self.endpoints():
            yield function, "route"
            for dependency in routes[0].dependencies:
                if dependency.function is not None:
                    yield dependency.function, "dependency"
        for application in self.applications:
            for middleware in application.middleware:
                for function in middleware.functions:
                    yield function, "middleware"
            for function in application.handlers:
                yield function, "exception handler"

    def middleware(self, *names: str) -> Iterator[Middleware]:
        """The middleware of these classes, subclasses included, of every application."""
        for application in self.applications:
            for found in application.middleware:
                if not set(names).isdisjoint(names_of(self.run, found.fact.value)):
                    yield found

    @property
    def proves_all_routes(self) -> bool:
        """Whether the applications include nothing that the source does not prove."""
        return bool(self.applications) and not any(found.fact.unresolved for found in self.applications)

    @fact
    def unreached_routers(self) -> tuple[Router, ...]:
        """The routers with routes that lead to no application of the whole tree, the outermost only."""
        own = set(self.paths)
        return tuple(
            Router(self.run, instance.construction, tuple(made(self.run, item.invocation) for item in registered))
            for instance, registered in unreached(self, [found.instance for found in self._everywhere])
            if instance.construction and instance.construction.path in own and not is_test(instance.construction.path)
        )

    # --- the source --------------------------------------------------------------------------------------------

    def sources(self, *words: str, tests: bool = False) -> Iterator[SourceFile]:
        """The Python files that contain one of these words (all files without words), parsed; tests on demand."""
        paths = self.python_files(tests)
        for path in self.words.holding(words, paths) if words else paths:
            found = self.source(path)
            if found is not None:
                yield found

    def python_files(self, tests: bool = False) -> tuple[str, ...]:
        """The Python files of the project; those of test suites on demand."""
        return self._python_files[1] if tests else self._python_files[0]

    @fact
    def _python_files(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        everywhere = tuple(path for path in self.paths if path.endswith(".py"))
        return tuple(path for path in everywhere if not is_test(path)), everywhere

    def source(self, path: str) -> SourceFile | None:
        """What stands in a Python file; None where it cannot be read."""
        self.run.files.look(path)
        if path not in self._sources:
            self._sources[path] = read_source(self.run, path)
        return self._sources[path]

    def content(self, path: str) -> bytes:
        """The bytes of a file, none where it cannot be read."""
        return self.run.files.readable_content(path)

    @property
    def words(self) -> Words:
        """Which files hold a text; every question about the contents of many files is asked here."""
        return self.run.files.words

    def prepare(self) -> None:
        """Know of the contents of its files what many questions need, before several processes ask them."""
        self.words.know(self.python_files(tests=True))
        _ = self.families

    def calls(self, *names: str, tests: bool = False) -> Iterator[Call]:
        """The calls of something that goes by one of these dotted names ("time.sleep", "httpx.Client.get")."""
        return calls_of(self, names, tests)

    def serving_calls(self, *names: str) -> Iterator[tuple[Function, str, Call]]:
        """The calls of these things in the functions that serve requests, each with its function and what that is."""
        return serving_calls_of(self, names)

    def references(self, *names: str, tests: bool = False) -> Iterator[Expression]:
        """The places where code speaks of these things by name: uses, not imports."""
        return references_to(self, names, tests)

    def imports(self, *modules: str, tests: bool = False, guarded: bool = False) -> Iterator[tuple[str, Place]]:
        """The imports of these external packages or modules, or of what is in them: dotted name and place.

        Imports inside a `try` that catches their failure only with `guarded`.
        """
        return imports_of(self, modules, tests, guarded)

    def functions(self, *words: str, tests: bool = False) -> Iterator[Function]:
        """The functions of the files that contain one of these words, methods and inner functions included."""
        for source in self.sources(*words, tests=tests):
            yield from source.functions

    def classes(self, *bases: str, tests: bool = False) -> Iterator[Class]:
        """The classes that surely derive from one of these external classes; all classes without bases."""
        return classes_of(self, bases, tests)

    @fact
    def families(self) -> Families:
        """The names that things go by in its files, and its classes by what they derive from."""
        return Families(self)

    def attribute_assignments(self, name: str, tests: bool = False) -> Iterator[tuple[Expression, Expression, Place]]:
        """`owner.name = value` everywhere: the owner, the value, and the place of the target."""
        return assignments_of(self, name, tests)

    def each(
        self, judge: Callable[[Project, Subject], Iterable[Judgement]], subjects: Iterable[Subject]
    ) -> Iterator[Judgement]:
        """What a rule says of each of these calls, classes or functions, where it looks at one after the other.

        After an edit only those are judged again that the edit touched.
        """
        for path, together in groupby(subjects, _path):
            key = judge, tuple(together)
            yield from remembered(self, key, partial(self._judged, path, *key))

    def _judged(
        self, path: str, judge: Callable[[Project, Subject], Iterable[Judgement]], subjects: Iterable[Subject]
    ) -> Iterator[Judgement]:
        if path:
            self.run.files.look(path)  # after an edit there may be other subjects in it
        for subject in subjects:
            yield from judge(self, subject)

    # --- the versions ------------------------------------------------------------------------------------------

    def satisfies(self, requirement: str) -> bool:
        """Whether the project provably runs on these versions ("fastapi>=0.118; starlette<1": all of them)."""
        return self.stack.satisfies(requirement)

    def provides(self, package: str) -> bool | None:
        """Whether a package will be installed; None where nothing that can be read tells.

        Requirements without FastAPI itself are not what the application is installed by: they prove nothing missing.
        """
        found = self.stack.provides(package)
        return None if found is False and self.stack.provides("fastapi") is False else found

    def provides_to_tests(self, package: str) -> bool | None:
        """The same of what tests need: they may run in the environment of a project that this one lies in."""
        told = all(stack.provides(package) is False for stack in self._around)
        return self.provides(package) if told else None

    @fact
    def openapi_tools(self) -> tuple[OpenapiTool, ...]:
        """The tools that read the application's OpenAPI document, as far as files of the project name them."""
        return tuple(openapi_tools(self.run.files, self.paths))

    @fact
    def start_commands(self) -> tuple[StartCommand, ...]:
        """What starts a server: the deployment files' commands, and calls in the source with what runs them."""
        return start_commands(self)

    def starts(self, command: StartCommand) -> bool:
        """Whether a command surely starts an application of the framework that the source makes."""
        found = module_of(self.run, command.target, (*command.search_path, self.root))
        value = started_value(self.run, *found) if found is not None and found[0] else None
        return value is not None and is_asgi(self.run, value)

    def missing_target(self, command: StartCommand) -> str:
        """Why a command cannot start its target, "" where it can or nothing proves that it cannot."""
        if command.server == "fastapi":
            return missing_for_cli(self.run, command, (self.root,))
        folders = (*command.search_path, self.root)
        found = module_of(self.run, command.target, folders)
        if found is None:
            return ""
        path, attribute = found
        if not path:
            known = command.search_path and is_of_project(self.run, command.target, folders)
            return f"there is no module {command.target.partition(':')[0]}" if known else ""
        missing = started_value(self.run, path, attribute) is None
        return f"{path} has no {attribute}" if missing else ""

    # --- the run -----------------------------------------------------------------------------------------------

    @property
    def files_read(self) -> tuple[str, ...]:
        """The files of the project that were read."""
        own = set(self.paths)
        return tuple(sorted(own.intersection(self.run.trees).union(own.intersection(self.stack.files))))

    @property
    def not_evaluated(self) -> tuple[NotEvaluated, ...]:
        """The files, or parts of files, that could not be read or followed."""
        return not_evaluated(self.run, frozenset(self.paths), self.stack.notes)

    @property
    def broken_lines(self) -> dict[str, int]:
        """The line of the first syntax error in each file that has one, as far as it was read."""
        return broken_lines(self.run, frozenset(self.paths))

    def summary(self) -> ProjectSummary:
        """What a report says of the project."""
        return summarized(self)


def _path(subject: object) -> str:
    """The file in which the subject of a rule stands, or the first of several; "" where it is not of one file."""
    place = subject[0] if isinstance(subject, tuple) else subject
    return place.site.path if isinstance(place, Place) else ""
