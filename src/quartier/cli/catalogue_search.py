"""`quartier catalogue search`: programmes by the words of a project. `register` adds it to the group `catalogue`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the command `search` to a group of commands."""
    app.command("search")(search)


def search(
    text: Annotated[
        list[str],
        typer.Argument(help="Worum es geht, in eigenen Worten: Mittagstisch für Senioren.", show_default=False),
    ],
    *,
    limit: Annotated[int, typer.Option(help="Höchstens so viele Programme.", min=1, metavar="ZAHL")] = 10,
    folder: Annotated[
        Path | None, typer.Option("--catalogue", help="Ordner mit Programmen statt der eingebauten.", metavar="ORDNER")
    ] = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"], help="Tag, für den Fristen gelten sollen, statt heute.", metavar="JJJJ-MM-TT"
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")] = False,
) -> None:
    """Programme zu den Worten eines Vorhabens finden, auch bei Tippfehlern und mit anderen Worten für dasselbe."""
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.cli import catalogue_search_view as view  # noqa: PLC0415 - as above
    from quartier.search.finding import index_of  # noqa: PLC0415 - as above

    query, day = " ".join(text), (as_of or dt.datetime.now(tz=dt.UTC)).date()
    catalogue = load_catalogue(folder)
    index = index_of(catalogue)
    hits = index.search(query, limit)
    found = view.Found(query, day, catalogue, hits, () if hits else index.suggestions(query))
    if as_json:
        typer.echo(view.as_json(found))
    else:
        view.show(found)
