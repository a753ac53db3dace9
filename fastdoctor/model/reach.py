"""Which routers lead to an application."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from fastdoctor.model.kinds import is_router
from fastdoctor.model.registrations import Registration, registration
from fastdoctor.model.wrapping import wrapped_application
from fastdoctor.names.alternatives import options
from fastdoctor.names.values import Instance, Site

if TYPE_CHECKING:
    from fastdoctor.names.interpreter import Interpreter

HOLDING = frozenset({"include_router", "mount"})
"""The methods by which a router or application gets another one."""


def held_routers(run: Interpreter, router: Instance) -> Iterator[Instance]:
    """The routers and applications that a router includes or mounts itself."""
    for invocation in router.journal:
        if getattr(invocation.callee, "function", None) in HOLDING:
            for value in (*invocation.arguments, *invocation.keywords.values()):
                for option in options(run.resolve(value)):
                    found = wrapped_application(run, option)
                    if found is not None:
                        yield found


def reached_routers(run: Interpreter, tops: Iterable[Instance]) -> list[Instance]:
    """The routers that can be reached from these, themselves included."""
    reached: list[Instance] = []
    waiting = list(tops)
    while waiting:
        router = waiting.pop()
        if not any(router is other for other in reached):
            reached.append(router)
            waiting.extend(held_routers(run, router))
    return reached


def unreached_routers(
    run: Interpreter, made: Iterable[Instance], tops: Iterable[Instance]
) -> list[tuple[Instance, tuple[Registration, ...]]]:
    """The routers with routes, of their own or below them, that no top leads to, and those routes; the outermost only.

    A function that makes routers counts as used when one of those it made is reached.
    """
    reached = reached_routers(run, tops)
    used = sites_of(reached)
    left = [router for router in made if is_router(run, router.type) and not _made_at(router, used)]
    inner = [held for router in left for held in held_routers(run, router) if held is not router]
    outermost = [router for router in left if not _holds(inner, router)]
    found = ((router, tuple(_registrations(run, router, used))) for router in outermost)
    return [(router, registrations) for router, registrations in found if registrations]


def sites_of(routers: Iterable[Instance]) -> frozenset[Site]:
    """Where these routers are made, as far as the source says."""
    return frozenset(router.construction.site for router in routers if router.construction is not None)


def _made_at(router: Instance, sites: frozenset[Site]) -> bool:
    return router.construction is not None and router.construction.site in sites


def _registrations(run: Interpreter, router: Instance, used: frozenset[Site]) -> Iterator[Registration]:
    """The routes of a router and of those below it that are not used otherwise."""
    for inner in reached_routers(run, [router]):
        for invocation in () if _made_at(inner, used) else inner.journal:
            found = registration(run, invocation)
            if found is not None:
                yield found


def _holds(routers: list[Instance], wanted: Instance) -> bool:
    return any(router is wanted for router in routers)
