"""`quartier listed`: the Förderdatenbank des Bundes, imported, searched, shown. Never checked, never planned with."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    add_completion=False,
    help="Förderdatenbank des Bundes: einlesen, durchsuchen, zeigen. Diese Programme sind nicht geprüft.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")]


class Money(StrEnum):
    """Kinds of money by the codes of the Förderdatenbank."""

    ZUSCHUSS = "zuschuss"
    DARLEHEN = "darlehen"
    BUERGSCHAFT = "buergschaft"
    GARANTIE = "garantie"
    BETEILIGUNG = "beteiligung"
    SONSTIGE = "sonstige"


@app.command("import")
def import_source(
    path: Annotated[
        Path,
        typer.Argument(
            help="Amtlicher XML-Export (ZIP-Datei, entpackter Ordner, eine Datei) oder die wöchentliche CSV-Tabelle.",
            show_default=False,
        ),
    ],
) -> None:
    """Die Förderdatenbank in den eigenen Datenordner einlesen; passt etwas nicht, wird nichts geschrieben."""
    from quartier.catalogue.listed.importing import import_listed  # noqa: PLC0415 - help must not wait for it
    from quartier.cli import listed_view as view  # noqa: PLC0415 - as above

    view.show_imported(import_listed(path, dt.datetime.now(tz=dt.UTC).date()))


@app.command("find")
def find_listed(  # noqa: PLR0913 - each is a word people type
    text: Annotated[
        list[str],
        typer.Argument(help="Worum es geht, in eigenen Worten: Mittagstisch für Senioren.", show_default=False),
    ],
    *,
    project: Annotated[
        Path | None,
        typer.Option(help="Vorhaben (YAML), für das grob geprüft wird, was in Frage kommt.", metavar="DATEI"),
    ] = None,
    money: Annotated[
        list[Money] | None, typer.Option(help="Nur diese Förderart (mehrfach möglich).", show_default=False)
    ] = None,
    limit: Annotated[int, typer.Option(help="Höchstens so viele Programme.", min=1, metavar="ZAHL")] = 10,
    everything: Annotated[
        bool, typer.Option("--all", help="Auch was nicht in Frage kommt oder nicht mehr in der Datenbank steht.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Programme der Förderdatenbank finden, mit einem Vorhaben auch: kommt in Frage, unklar, kommt nicht in Frage."""
    from quartier.cli import listed_find as finding  # noqa: PLC0415 - help must not wait for the search
    from quartier.cli import listed_view as view  # noqa: PLC0415 - as above

    wanted = finding.Wanted(" ".join(text), project, tuple(kind.value for kind in money or ()), limit, everything)
    answer = finding.find(wanted)
    if as_json:
        typer.echo(view.hits_json(answer))
    else:
        view.show_hits(answer)


@app.command("show")
def show_listed(
    programme: Annotated[
        str, typer.Argument(help="Kennung aus `quartier listed find`.", metavar="KENNUNG", show_default=False)
    ],
    *,
    as_json: AsJson = False,
) -> None:
    """Ein Programm der Förderdatenbank zeigen: ihre Texte, unverändert und nicht geprüft, mit Adresse."""
    from quartier.cli import listed_find as finding  # noqa: PLC0415 - help must not wait for it
    from quartier.cli import listed_view as view  # noqa: PLC0415 - as above

    entry, source = finding.entry(programme)
    if as_json:
        typer.echo(view.entry_json(entry, source))
    else:
        view.show_entry(entry, source)
