"""`quartier backup`: database and uploads in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Die neue Datei, zum Beispiel quartier.tar.gz.", show_default=False)],
    *,
    with_key: Annotated[
        bool, typer.Option("--with-key", help="Auch den geheimen Schlüssel; dann die Datei hüten wie ihn.")
    ] = False,
) -> None:
    """Datenbank und Dateien sichern, während das Portal läuft."""
    from quartier.cli.operating import say, told, use_settings  # noqa: PLC0415 - help must not wait for Django

    use_settings()
    with told():
        from quartier.portal.operation.services import backup as make  # noqa: PLC0415 - as above

        made = make(file, with_key=with_key)
    say(f"Gesichert: {file} ({made.rows} Zeilen in {len(made.tables)} Tabellen, {len(made.files)} Dateien).")
    if not with_key:
        say("Der geheime Schlüssel ist nicht dabei; bewahren Sie ihn getrennt auf (docs/operation.md).")
