"""The command ``syndicate``: finds the sub-commands, and ends every run the same way."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

import click

from syndicate import __version__
from syndicate.cli.output import is_terminal
from syndicate.errors import SyndicateError

if TYPE_CHECKING:
    from collections.abc import Callable

#: The sub-commands in the order of a first day's work; each is the module of its name.
COMMANDS = (
    "init",
    "new",
    "check",
    "suggest",
    "offers",
    "build",
    "serve",
    "plan",
    "apply",
    "run",
    "status",
    "boards",
    "adopt",
    "resolve",
    "explain",
    "ledger",
)

#: Exit codes: the part of the contract that scripts see first.
WELL, NEEDS_A_PERSON, NOTHING_DONE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Commands(click.Group):
    """Imports a sub-command when it is used, so that the others cost nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of :data:`COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command *cmd_name*, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"syndicate.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that *args* begin with; a mistyped one is answered with the nearest."""
        if self.get_command(ctx, args[0]) is None:
            _refuse(ctx, args[0])
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run; a fault that a person can put right ends in words and an exit code."""
        if os.environ.get("NO_COLOR"):
            ctx.color = False
        return _ending_well(lambda: super(Commands, self).invoke(ctx), ctx)


def _refuse(ctx: click.Context, name: str) -> NoReturn:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    meant = f" Did you mean '{near[0]}'?" if near else f" There are: {', '.join(COMMANDS)}."
    raise click.UsageError(f"No such command '{name}'.{meant}", ctx)


def _ending_well(work: Callable[[], Any], ctx: click.Context) -> Any:
    try:
        result = work()
        if sys.stdout is not None:  # it is when the shell closed it: >&-
            sys.stdout.flush()
    except SyndicateError as error:
        click.secho("syndicate: ", err=True, fg="red", bold=True, nl=False)
        click.echo(str(error), err=True)
        ctx.exit(NOTHING_DONE)
    except KeyboardInterrupt:
        # A terminal shows ^C and stays on its line.
        end_of_line = "\n" if is_terminal(sys.stderr) else ""
        click.echo(f"{end_of_line}Stopped at your request.", err=True)
        ctx.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read us has gone: the interpreter's last flush must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ctx.exit(PIPE_CLOSED)
    return result


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 well; 1 an offer or a delivery needs a person, all else was done; "
    "2 the command or the configuration is wrong, nothing was done; 3 `plan` found changes.",
)
@click.version_option(__version__, prog_name="syndicate", message="%(prog)s %(version)s")
def app() -> None:
    """Job offers in Git, kept in step with feeds, search engines and job boards.

    Offers are Markdown files in a folder; a file named syndicate.toml beside it says whose they
    are. `syndicate init` writes both.
    """
