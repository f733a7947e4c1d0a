"""`quartier demo`: the main job on one example, and how to go on with one's own project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()

NEXT_STEPS = """
So geht es mit Ihrem Vorhaben weiter
  1. Beispiel kopieren:     cp {project} mein-vorhaben.yaml
  2. Anpassen:              Ort, Beteiligte, Kosten, offene Fragen unter `facts`
  3. Was passt?             .venv/bin/quartier match mein-vorhaben.yaml
  4. Wie verbinden?         .venv/bin/quartier plan mein-vorhaben.yaml
  Ort suchen:               .venv/bin/quartier places find "Bad Boll"
  Aufbau der Datei:         .venv/bin/quartier schema project
"""


@app.command()
def demo(
    project: Annotated[Path, typer.Argument(help="Das Beispiel.", show_default=False)],
) -> None:
    """Ein Beispiel rechnen: Programme mit Gründen, dann die Finanzierungspläne, dann die nächsten Schritte."""
    from quartier.cli.match import match  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.cli.plan import plan  # noqa: PLC0415 - as above

    match(project)
    plan(project)
    typer.echo(NEXT_STEPS.format(project=project))
