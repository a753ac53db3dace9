"""The words for what asks a running application from outside: reverse proxies and probes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from fastdoctor.finding import Location
from fastdoctor.stack.values import StartCommand


class Proxy(Struct, frozen=True):
    """A reverse proxy that hands requests to a server at `upstream` (a host or the name of a compose service).

    `prefix` is the part of the path that it takes for the server ("/" all), `strips` whether it takes that part off
    before it asks the server.
    """

    kind: Literal["nginx", "caddy", "traefik"]
    upstream: str
    port: int | None
    prefix: str
    strips: bool
    location: Location


class Probe(Struct, frozen=True):
    """A check of a running application; `path` is what it asks for over HTTP, None where it does something else.

    `file` is the file that says so, `service` the compose service or container that is checked, "" in an image.
    """

    path: str | None
    port: int | None
    file: str
    service: str
    location: Location


_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost", ""})


def disbelieves(command: StartCommand) -> bool:
    """Whether a server surely drops what a proxy on another machine or in another container says of the client.

    True for the default of uvicorn and gunicorn, which trust their own machine only, and where reading such headers is
    off; False where options, variables or a configuration that cannot be read may say otherwise.
    """
    if command.server not in {"uvicorn", "fastapi", "gunicorn"}:
        return False
    if command.proxy_headers is False:
        return "proxy-headers" not in command.configurable
    if command.forwarded_allow_ips is None:
        return not {"forwarded-allow-ips", "config"} & {*command.options, *command.configurable}
    addresses = {address.strip() for address in command.forwarded_allow_ips.split(",")}
    return addresses <= _LOOPBACK and "forwarded-allow-ips" not in command.configurable
