"""`quartier manage …`: Django's own commands with the portal's settings."""

from __future__ import annotations

import typer

app = typer.Typer()


@app.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True}, add_help_option=False)
def manage(context: typer.Context) -> None:
    """Befehle von Django ausführen, zum Beispiel createsuperuser; ohne Namen werden alle gezeigt."""
    from quartier.cli.operating import use_settings  # noqa: PLC0415 - help must not wait for Django

    use_settings()
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - as above

    try:
        execute_from_command_line(["quartier manage", *context.args])
    except SystemExit as end:
        raise typer.Exit(end.code if isinstance(end.code, int) else 1 if end.code else 0) from None
