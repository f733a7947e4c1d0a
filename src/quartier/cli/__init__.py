"""The command line `quartier …`. Each subcommand is a module of its own, imported only when it is called."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from quartier.cli.app import run  # noqa: PLC0415 - importing the package must not cost anything

    sys.exit(run(sys.argv[1:]))
