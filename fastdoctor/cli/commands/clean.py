"""`fastdoctor clean`: forget what was kept between runs."""

from __future__ import annotations

from pathlib import Path

import click

from fastdoctor.cli.caching import CACHE_DIR


@click.command("clean")
@CACHE_DIR
def command(cache_dir: Path | None) -> None:
    """Delete the results that were kept between runs."""
    from fastdoctor.cache import Store, cache_folder
    from fastdoctor.cli.output import say

    folder = cache_folder(cache_dir)
    count = Store(folder).clean()
    say(f"{count} {'result' if count == 1 else 'results'} deleted from {folder}")
