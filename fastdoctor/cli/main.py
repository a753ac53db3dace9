"""What happens between a command line and its exit code."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from pkgutil import iter_modules

import click

from fastdoctor.failure import Failure

CLEAN, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130


class LazyGroup(click.Group):
    """A group whose commands are the modules of `fastdoctor/cli/commands`, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The file names, as commands."""
        from fastdoctor.cli import commands

        return sorted(module.name.replace("_", "-") for module in iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The `command` of that module."""
        if cmd_name not in self.list_commands(ctx):
            return None
        from importlib import import_module

        found = import_module(f"fastdoctor.cli.commands.{cmd_name.replace('-', '_')}").command
        assert isinstance(found, click.Command)
        return found


def _print_version(ctx: click.Context, parameter: click.Parameter, asked: bool) -> None:
    if asked:
        from fastdoctor.about import VERSION

        click.echo(f"fastdoctor {VERSION}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def cli() -> None:
    """The doctor for FastAPI projects: finds what breaks, leaks or blocks, without importing or running them.

    Exit codes: 0 nothing found, 1 findings at or above --fail-on, 2 wrong usage or configuration, or an error.
    """


def run(arguments: Sequence[str]) -> int:
    """Run a command line and return its exit code; whatever goes wrong is said in one line on stderr."""
    verbose = "-v" in arguments or "--verbose" in arguments
    try:
        code = _called(arguments)
        sys.stdout.flush()
        return code
    except click.ClickException as problem:
        with contextlib.suppress(OSError):
            problem.show()
        return FAILED
    except (KeyboardInterrupt, click.Abort):
        _say("fastdoctor: interrupted")
        return INTERRUPTED
    except BrokenPipeError:
        from fastdoctor.cli.output import abandon_stdout

        abandon_stdout()
        return CLEAN
    except Failure as problem:
        return _failed(str(problem), verbose)
    except OSError as problem:
        return _failed(f"{problem.filename or 'output'}: {problem.strerror or problem}", verbose)
    except Exception as problem:
        return _failed(_internal(problem, verbose), verbose)


def _called(arguments: Sequence[str]) -> int:
    try:
        code = cli.main(list(arguments), prog_name="fastdoctor", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as help_text:
        click.echo(help_text.format_message())
        return FAILED
    return code if isinstance(code, int) else CLEAN


def _failed(message: str, verbose: bool) -> int:
    if verbose:
        import traceback

        traceback.print_exc()
    _say("fastdoctor: error: " + message.replace("\n", "\n  "))
    return FAILED


def _say(text: str) -> None:
    from fastdoctor.cli.output import say

    say(text)


def _internal(problem: Exception, verbose: bool) -> str:
    from fastdoctor.about import HOME

    hint = "" if verbose else "; -v shows where"
    return f"internal error: {type(problem).__name__}: {problem}{hint}; please report it at {HOME}/issues"
