"""The frame of the command line: version, help, and subcommands that are only loaded when called."""

import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess

import typer

from quartier.cli.app import COMMANDS

Run = Callable[..., CompletedProcess[str]]


def test_version(quartier: Run) -> None:
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")

    assert quartier("--version").stdout == f"quartier {tomllib.loads(text)['project']['version']}\n"


def test_help_lists_every_command(quartier: Run) -> None:
    ended = quartier("--help")

    assert ended.returncode == 0
    assert [name for name in COMMANDS if name not in ended.stdout] == []


def test_help_of_a_command_is_german(quartier: Run) -> None:
    ended = quartier("match", "--help")

    assert (ended.returncode, "Zeigen, welche Programme passen" in ended.stdout) == (0, True)


def test_every_command_is_a_module_with_an_app() -> None:
    assert {name: type(import_module(f"quartier.cli.{name}").app) for name in COMMANDS} == dict.fromkeys(
        COMMANDS, typer.Typer
    )
