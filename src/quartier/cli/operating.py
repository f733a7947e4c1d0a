"""What the commands of the operator share: settings from the environment, errors of the portal as lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from quartier.catalogue.problems import BadInputError, Problem

SETTINGS = "quartier.portal.settings"


def use_settings() -> None:
    """Let Django find the portal's settings, and log for people where people look on."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if sys.stderr.isatty():
        os.environ.setdefault("QUARTIER_LOG", "text")


def say(text: str) -> None:
    """Tell the operator what happens, beside the answer."""
    typer.echo(text, err=True)


@contextmanager
def told() -> Iterator[None]:
    """An error of the portal's operation becomes a line and exit code 2."""
    from quartier.portal.operation.errors import OperationError  # noqa: PLC0415 - help must not wait for it

    try:
        yield
    except OperationError as error:
        raise BadInputError([Problem("quartier", None, "", str(error))]) from error
