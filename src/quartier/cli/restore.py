"""`quartier restore`: a backup into an empty portal."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="Eine Datei von `quartier backup`.", show_default=False)],
    *,
    force: Annotated[
        bool, typer.Option("--force", help="Auch wenn schon etwas da ist; das Bisherige wird ersetzt.")
    ] = False,
) -> None:
    """Eine Sicherung einspielen; das Portal muss dabei angehalten sein. Geprüft wird vorher und nachher."""
    from quartier.cli.operating import say, told, use_settings  # noqa: PLC0415 - help must not wait for Django

    use_settings()
    with told():
        from quartier.portal.operation.services import restore as load  # noqa: PLC0415 - as above

        made = load(file, force=force)
    say(f"Eingespielt: {made.rows} Zeilen in {len(made.tables)} Tabellen, {len(made.files)} Dateien, alles geprüft.")
