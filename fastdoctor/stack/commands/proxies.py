"""Which reverse proxies hand requests to which servers, as far as files of the repository say."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from fastdoctor.files.tree import Tree, Unreadable
from fastdoctor.stack.commands.traffic import Proxy
from fastdoctor.stack.commands.values import place
from fastdoctor.stack.lines import Text
from fastdoctor.stack.yaml import Node

_COMMENT = re.compile(r"#[^\n]*")
_UPSTREAM = re.compile(r"\bupstream\s+([\w.-]+)\s*\{([^}]*)\}")
_SERVER = re.compile(r"\bserver\s+([\w.-]+)(?::(\d+))?")
_LOCATION = re.compile(r"\blocation\s+(?:\^~\s*)?(/[^\s{]*)\s*\{")
_PASS = re.compile(r"\bproxy_pass\s+https?://([\w.-]+)(?::(\d+))?(/[^;\s]*)?\s*;")
_CADDY = re.compile(r"\breverse_proxy\s+(?:/\S*\s+)?(?:https?://)?([\w.-]+)(?::(\d+))?")
_HANDLED = re.compile(r"\bhandle_path\s+(/[^\s*{]*)\*?\s*\{")
_STRIPPED = re.compile(r"(?i)\.stripprefix\.prefixes$")


def read_proxies(tree: Tree, path: str) -> Iterator[Proxy]:
    """The proxies of an nginx configuration or a Caddyfile; nothing for other files."""
    name = posixpath.basename(path).lower()
    is_caddy = name.startswith("caddyfile")
    if not is_caddy and not (name.endswith((".conf", ".conf.template", ".conf.tmpl", ".nginx")) or "nginx" in name):
        return
    try:
        if b"proxy_pass" not in tree.content(path) and not is_caddy:
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
    blocks = [(found[1], found.end(), _closing(source.text, found.end())) for found in _LOCATION.finditer(source.text)]
    for found in _PASS.finditer(source.text):
        inside = [block for block in blocks if block[1] <= found.start() < block[2]]
        if not inside:
            continue
        prefix, start, end = inside[-1]
        if re.search(r"\brewrite\b", source.text[start:end]):
            continue
        server = servers.get(found[1])
        host, port = (server[1], server[2]) if server is not None else (found[1], found[2])
        strips = found[3] == "/" and prefix != "/"
        yield Proxy("nginx", host, int(port) if port else None, prefix, strips, source.location(*found.span()))


def _caddy(source: Text) -> Iterator[Proxy]:
    blocks = [(found[1], found.end(), _closing(source.text, found.end())) for found in _HANDLED.finditer(source.text)]
    for found in _CADDY.finditer(source.text):
        inside = [block for block in blocks if block[1] <= found.start() < block[2]]
        prefix = inside[-1][0] if inside else "/"
        port = int(found[2]) if found[2] else None
        yield Proxy("caddy", found[1], port, prefix, bool(inside), source.location(*found.span()))


def _closing(text: str, start: int) -> int:
    """Where the block that begins at an offset ends."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return at
    return len(text)
