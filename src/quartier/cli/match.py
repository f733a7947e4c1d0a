"""`quartier match`: one project against all programmes, for people or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer()


@app.command()
def match(
    project: Annotated[Path, typer.Argument(help="Die Datei mit dem Vorhaben (YAML).", show_default=False)],
    *,
    catalogue: Annotated[
        Path | None, typer.Option(help="Ordner mit Programmen statt der eingebauten.", metavar="ORDNER")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Auch alles, was nicht passt, mit allen Gründen.")] = False,
    details: Annotated[
        bool, typer.Option("--details", help="Auch erfüllte Bedingungen, Wortlaut, Quellen mit Adresse, Rückfragen.")
    ] = False,
) -> None:
    """Zeigen, welche Programme passen, welche offen sind und welche nicht passen, jeweils mit Gründen und Quellen."""
    from quartier.matching.answer import match_project  # noqa: PLC0415 - as above
    from quartier.service.inputs import read_inputs  # noqa: PLC0415 - help must not wait for the catalogue

    given = read_inputs(project, catalogue)
    answer = match_project(given.project, given.catalogue, given.place)
    if as_json:
        typer.echo(answer.model_dump_json(indent=2))
        return
    from quartier.cli.match_view import show  # noqa: PLC0415 - JSON needs no terminal

    show(answer, everything=everything, details=details)
