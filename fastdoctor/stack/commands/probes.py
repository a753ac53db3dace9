"""Which paths do containers and clusters ask for to see whether the application is well?"""

from __future__ import annotations

from collections.abc import Iterator

from fastdoctor.finding import Location
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.templates import is_open
from fastdoctor.stack.commands.traffic import Probe
from fastdoctor.stack.commands.values import place
from fastdoctor.stack.lines import Text
from fastdoctor.stack.toml import Toml, table
from fastdoctor.stack.values import ImageStage
from fastdoctor.stack.versions import number_in
from fastdoctor.stack.yaml import Node

_ADDRESS = pattern(
    r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?::(?:(\d+)|\$\w+|\$\{[^}]*\}))?(/[^\s\"'|;&)?#]*)?(?=[\s\"'|;&)?#]|$)"
)
_HEALTH_KEYS = ("healthCheckPath", "healthcheckPath")
_CHECKS = ("livenessProbe", "readinessProbe", "startupProbe")


def image_probes(path: str, stages: tuple[ImageStage, ...]) -> Iterator[Probe]:
    """The HEALTHCHECK of an image's last stage."""
    checks = [item for item in (stages[-1].instructions if stages else ()) if item.name == "HEALTHCHECK"]
    if checks and not checks[-1].text.upper().startswith("NONE"):
        yield from _asked(checks[-1].text, path, "", checks[-1].location)


def compose_probes(source: Text, documents: tuple[Node, ...]) -> Iterator[Probe]:
    """The health checks of the services of a compose file."""
    for document in documents:
        services = document.get("services")
        for name, node in services.entries() if services is not None else ():
            test = node.get("healthcheck", "test")
            if test is not None and not is_open(test.text):
                text = test.text if test.text is not None else " ".join(item.text or "" for item in test.items)
                yield from _asked(text, source.path, name, place(source, test))


def cluster_probes(source: Text, containers: Iterator[Node]) -> Iterator[Probe]:
    """The probes over HTTP of the containers of a manifest."""
    for container in containers:
        for check in _CHECKS:
            path = container.get(check, "httpGet", "path")
            if path is not None and path.text and not is_open(path.text):
                port = container.scalar(check, "httpGet", "port") or ""
                number = number_in(port)
                yield Probe(path.text, number, source.path, container.scalar("name") or "", place(source, path))


def platform_probes(source: Text, documents: tuple[Node, ...]) -> Iterator[Probe]:
    """The health checks that a platform's file asks for: of Render's services, of Railway's deployment."""
    waiting = list(documents)
    while waiting:
        node = waiting.pop()
        waiting += [*node.items, *(value for _, value in node.pairs)]
        for key in _HEALTH_KEYS:
            path = node.get(key)
            if path is not None and path.text:
                yield Probe(path.text, None, source.path, node.scalar("name") or "", place(source, path))


def table_probes(toml: Toml) -> Iterator[Probe]:
    """The health checks of a fly.toml's services, and of a railway.toml's deployment."""
    for keys in (("http_service", "checks"), ("deploy", "healthcheckPath")):
        given = table(toml.data, *keys[:-1]).get(keys[-1])
        if isinstance(given, str):
            yield Probe(given, None, toml.source.path, "", toml.location(*keys))
        for index, check in enumerate(given if isinstance(given, list) else ()):
            path = check.get("path") if isinstance(check, dict) else None
            if isinstance(path, str):
                yield Probe(path, None, toml.source.path, "", toml.location(*keys, index, "path"))


def _asked(text: str, file: str, service: str, location: Location) -> Iterator[Probe]:
    found = _ADDRESS.search(text)
    if found is None and "://" in text:
        return  # an address that only the running container knows
    if found is None:
        yield Probe(None, None, file, service, location)
        return
    path = found[2] or "/"
    if "$" not in path:
        yield Probe(path, number_in(found[1]), file, service, location)
