"""The words for what asks a running application from outside: reverse proxies and probes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fastdoctor.finding import Location


@dataclass(frozen=True, slots=True)
class Proxy:
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


@dataclass(frozen=True, slots=True)
class Probe:
    """A check of a running application; `path` is what it asks for over HTTP, None where it does something else.

    `file` is the file that says so, `service` the compose service or container that is checked, "" in an image.
    """

    path: str | None
    port: int | None
    file: str
    service: str
    location: Location
