"""`quartier places`: find a municipality, show what the register says about it, import the official table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False,
    help="Gemeinden finden, ihre Angaben zeigen, das amtliche Verzeichnis einlesen.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")]


@app.command("find")
def find_place(
    text: Annotated[
        list[str],
        typer.Argument(help="Name, Name mit Kreis, Gemeindeschlüssel oder Postleitzahl.", show_default=False),
    ],
    *,
    limit: Annotated[
        int, typer.Option(help="Höchstens so viele; gleichnamige Gemeinden kommen immer alle.", min=1, metavar="ZAHL")
    ] = 10,
    as_json: AsJson = False,
) -> None:
    """Gemeinden finden, auch bei Tippfehlern, ohne Umlaute oder mit Abkürzungen."""
    from quartier.cli import places_view as view  # noqa: PLC0415 - help must not wait for the register
    from quartier.places.finding import find  # noqa: PLC0415 - as above
    from quartier.places.register import load_register  # noqa: PLC0415 - as above
    from quartier.service.json_answers import hits_json  # noqa: PLC0415 - as above

    query, register = " ".join(text), load_register()
    hits = find(query, register, limit)
    if as_json:
        typer.echo(hits_json(query, hits, register))
    else:
        view.show_hits(query, hits, register)


@app.command("show")
def show_place(
    ags: Annotated[str, typer.Argument(help="Amtlicher Gemeindeschlüssel, acht Ziffern.", show_default=False)],
    *,
    as_json: AsJson = False,
) -> None:
    """Alle Angaben zu einer Gemeinde zeigen, jeweils mit Herkunft und Stand."""
    from quartier.cli import places_view as view  # noqa: PLC0415 - help must not wait for the register
    from quartier.places.facts import municipality_facts  # noqa: PLC0415 - as above
    from quartier.places.register import load_register  # noqa: PLC0415 - as above
    from quartier.service.json_answers import facts_json  # noqa: PLC0415 - as above

    register = load_register()
    municipality = view.municipality_by_key(ags, register)
    facts = municipality_facts(municipality, register)
    if as_json:
        typer.echo(facts_json(municipality, facts))
    else:
        view.show_facts(municipality, facts)


@app.command("import")
def import_places(
    file: Annotated[
        Path,
        typer.Argument(help="Excel-Datei von Destatis: Gemeindeverzeichnis, Auszug GV-ISys.", show_default=False),
    ],
    *,
    to: Annotated[
        Path | None, typer.Option(help="Anderer Ordner für die Tabelle als der eigene Datenordner.", metavar="ORDNER")
    ] = None,
) -> None:
    """Das amtliche Gemeindeverzeichnis für ganz Deutschland einlesen; passt etwas nicht, wird nichts geschrieben."""
    from quartier.cli import places_view as view  # noqa: PLC0415 - help must not wait for the register
    from quartier.places.importing import import_official  # noqa: PLC0415 - as above

    with view.progress_bar("Gemeindeverzeichnis lesen") as progress:
        imported = import_official(file, to, progress)
    view.show_imported(imported)
