"""Which reverse proxies hand requests to which servers, as far as files of the repository say."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.pattern import pattern
from fastdoctor.stack.commands.traffic import Proxy
from fastdoctor.stack.commands.values import place
from fastdoctor.stack.lines import Text
from fastdoctor.stack.versions import number_in
from fastdoctor.stack.yaml import Node

_LARGEST = 200_000
"""Bytes of a configuration that is still read; what is longer was not written for one application."""
_COMMENT = pattern(r"#[^\n]*")
_UPSTREAM = pattern(r"\bupstream\s+([\w.-]+)\s*\{([^}]{0,4000})\}")
_SERVER = pattern(r"\bserver\s+([\w.-]+)(?::(\d+))?")
_NGINX = pattern(
    r"\blocation\s+(?:\^~\s*)?(?P<prefix>/[^\s{]*)\s*\{|(?P<open>\{)|(?P<close>\})|\b(?P<rewrite>rewrite)\b"
    r"|\bproxy_pass\s+https?://(?P<host>[\w.-]+)(?::(?P<port>\d+))?(?P<path>/[^;\s]*)?\s*;"
)
_CADDY = pattern(
    r"\bhandle_path\s+(?P<prefix>/[^\s*{]*)\*?\s*\{|(?P<open>\{)|(?P<close>\})"
    r"|\breverse_proxy\s+(?:/\S*\s+)?(?:https?://)?(?P<host>[\w.-]+)(?::(?P<port>\d+))?"
)
_STRIPPED = pattern(r"(?i)\.stripprefix\.prefixes$")


def read_proxies(tree: Tree, path: str) -> Iterator[Proxy]:
    """The proxies of an nginx configuration or a Caddyfile; nothing for other files."""
    name = posixpath.basename(path).lower()
    is_caddy = name.startswith("caddyfile")
    if not is_caddy and not (name.endswith((".conf", ".conf.template", ".conf.tmpl", ".nginx")) or "nginx" in name):
        return
    try:
        if b"proxy_pass" not in tree.content(path) and not is_caddy:
            return
        if len(tree.content(path)) > _LARGEST:
            return
        text = _COMMENT.sub(lambda found: " " * len(found[0]), tree.text(path))
    except Unreadable:
        return  # nothing tells that a file nobody can read configures a proxy
    yield from _caddy(Text(path, text)) if is_caddy else _nginx(Text(path, text))


def traefik_proxies(source: Text, documents: tuple[Node, ...]) -> Iterator[Proxy]:
    """The services of a compose file that labels put behind Traefik."""
    for document in documents:
        services = document.get("services")
        for name, node in services.entries() if services is not None else ():
            labels = dict(_labels(node))
            routed = [key for key in labels if key.startswith("traefik.http.routers.")]
            if not routed or labels.get("traefik.enable", ("true", node))[0].lower() == "false":
                continue
            stripped = next((value for key, value in labels.items() if _STRIPPED.search(key)), None)
            prefix = stripped[0].split(",")[0].strip() if stripped is not None else "/"
            at = stripped[1] if stripped is not None else labels[routed[0]][1]
            yield Proxy("traefik", name, None, prefix, stripped is not None, place(source, at))


def named_images(documents: tuple[Node, ...]) -> Iterator[str]:
    """The images that the services of a compose file run."""
    for document in documents:
        services = document.get("services")
        for _, node in services.entries() if services is not None else ():
            yield node.scalar("image") or ""


def is_running(proxy: Proxy, images: Iterable[str]) -> bool:
    """Whether something starts the proxy: a configuration alone may be one that is meant for another time."""
    return proxy.kind == "traefik" or any(proxy.kind in image.lower() for image in images)


def _labels(node: Node) -> Iterator[tuple[str, tuple[str, Node]]]:
    """The labels of a service, written as a mapping or as a list."""
    labels = node.get("labels")
    if labels is None:
        return
    for key, value in labels.entries():
        yield key, (value.text or "", value)
    for item in labels.items:
        key, _, text = (item.text or "").partition("=")
        yield key, (text, item)


def _nginx(source: Text) -> Iterator[Proxy]:
    servers = {found[1]: _SERVER.search(found[2]) for found in _UPSTREAM.finditer(source.text)}
    for prefix, rewrites, found in _passes(source.text, _NGINX):
        if prefix is None or rewrites:
            continue
        server = servers.get(found["host"])
        host, port = (server[1], server[2]) if server is not None else (found["host"], found["port"])
        strips = found["path"] == "/" and prefix != "/"
        yield Proxy("nginx", host, number_in(port), prefix, strips, source.location(*found.span()))


def _caddy(source: Text) -> Iterator[Proxy]:
    for prefix, _, found in _passes(source.text, _CADDY):
        port = number_in(found["port"])
        strips = prefix is not None
        yield Proxy("caddy", found["host"], port, prefix or "/", strips, source.location(*found.span()))


class _Block(Struct):
    """A block while it is read: the path it is for, and what hands requests on directly inside it."""

    prefix: str | None
    rewrites: bool = False
    passes: list[re.Match[str]] = field(default_factory=list)


def _passes(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str | None, bool, re.Match[str]]]:
    """Everything that hands requests on, with the path of the nearest block around it and whether that rewrites."""
    opened = [_Block(None)]
    for found in pattern.finditer(text):
        kinds = found.groupdict()
        if kinds["prefix"]:
            opened.append(_Block(kinds["prefix"]))
        elif kinds["open"]:
            opened.append(_Block(opened[-1].prefix))
        elif kinds["close"]:
            if len(opened) > 1:
                closed = opened.pop()
                yield from ((closed.prefix, closed.rewrites, item) for item in closed.passes)
        elif kinds.get("rewrite"):
            opened[-1].rewrites = True
        else:
            opened[-1].passes.append(found)
    for block in opened:
        yield from ((block.prefix, block.rewrites, item) for item in block.passes)
