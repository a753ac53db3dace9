"""`fastdoctor completion`: the script that lets a shell complete our commands, options and rules."""

from __future__ import annotations

import click

from fastdoctor.cli.output import write_stdout


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion script of SHELL.

    For bash: fastdoctor completion bash > ~/.local/share/bash-completion/completions/fastdoctor
    """
    from click.shell_completion import get_completion_class

    from fastdoctor.cli.main import cli

    completion = get_completion_class(shell)
    assert completion is not None
    source = completion(cli, {}, "fastdoctor", "_FASTDOCTOR_COMPLETE").source()
    write_stdout(source.rstrip() + "\n")
