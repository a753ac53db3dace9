"""Which options say whether and where results are kept between runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from fastdoctor.cli.gathering import gathered

if TYPE_CHECKING:
    from fastdoctor.cache import Store

CACHE_DIR = click.option(
    "--cache-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Keep results of unchanged files here (also FASTDOCTOR_CACHE_DIR); default: the platform's cache folder.",
)


class Caching(Struct, frozen=True):
    """What the user wants of the cache."""

    cache_dir: Path | None
    no_cache: bool

    def store(self) -> Store | None:
        """Where results are kept; None where the user wants none."""
        if self.no_cache:
            return None
        from fastdoctor.cache import Store, cache_folder

        return Store(cache_folder(self.cache_dir))


_OPTIONS = (CACHE_DIR, click.option("--no-cache", is_flag=True, help="Neither read nor keep results."))
cache_options = gathered("caching", Caching, _OPTIONS)
"""Give a command the options, and pass them on as one argument `caching`."""
