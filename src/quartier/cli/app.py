"""Which subcommands there are. They are imported one at a time, so that `quartier match` never waits for a solver."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from quartier.catalogue.messages import suggestion
from quartier.catalogue.problems import BadInputError, Problem
from quartier.cli.errors import guarded

COMMANDS = (
    *("match", "plan", "documents", "settle", "places", "catalogue", "listed", "schema", "audit", "demo"),
    *("serve", "manage", "backup", "restore"),
)
"""Modules of `quartier.cli`, each with `app = typer.Typer()`, in the order of the help."""

_COMPLETION = frozenset({"install_completion", "show_completion"})
"""Options that Typer gives every command by itself."""


class _Lazy(TyperGroup):
    """A group that imports the module of a subcommand when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - the type is private to Typer
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        if cmd_name not in COMMANDS:
            near = suggestion(cmd_name, COMMANDS) or f"; es gibt: {', '.join(COMMANDS)}"
            raise BadInputError([Problem("quartier", None, "", f"den Befehl „{cmd_name}“ gibt es nicht{near}")])
        command = get_command(import_module(f"quartier.cli.{cmd_name}").app)
        command.name = cmd_name
        command.params = [option for option in command.params if option.name not in _COMPLETION]
        return command


app = typer.Typer(
    cls=_Lazy,
    name="quartier",
    help="Förderbaukasten: welche Programme zu einem Vorhaben passen und wie sie sich verbinden lassen.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if wanted:
        typer.echo(f"quartier {version('quartier')}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    show_version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Version zeigen.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Bei Programmfehlern die Einzelheiten zeigen.")] = False,
) -> None:
    pass


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 0 answered, 1 no feasible plan, 2 bad input, 3 internal error."""
    rest = [argument for argument in arguments if argument != "--debug"]
    return guarded(lambda: app(rest, prog_name="quartier", standalone_mode=False), debug=len(rest) < len(arguments))
