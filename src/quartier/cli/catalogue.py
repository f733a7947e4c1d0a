"""`quartier catalogue`: check, read and publish the catalogue of programmes. Each answer is made elsewhere."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quartier.cli.catalogue_search import register

app = typer.Typer(
    add_completion=False,
    help="Den Katalog der Förderprogramme prüfen, lesen, vergleichen und weitergeben.",
    no_args_is_help=True,
)

AsJson = Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")]
Folder = Annotated[
    Path | None, typer.Option("--catalogue", help="Ordner mit Programmen statt der eingebauten.", metavar="ORDNER")
]
Programme = Annotated[str, typer.Argument(help="Kennung des Programms.", show_default=False)]
OneFolder = Annotated[
    Path | None, typer.Argument(help="Ordner mit Programmen statt der eingebauten.", metavar="[ORDNER]")
]

NOT_COMPLETE = 1
"""Exit code where coverage misses something or an address does not answer."""


class Form(StrEnum):
    """Forms of export."""

    JSON = "json"
    CSV = "csv"
    DCAT = "dcat"


@app.command()
def check(
    folder: OneFolder = None,
    *,
    sheets: Annotated[
        Path | None, typer.Option(help="Faktenblätter, von denen jedes einmal erfasst sein muss.", metavar="ORDNER")
    ] = None,
) -> None:
    """Alle Regeln der Stimmigkeit prüfen; Beanstandungen als „Datei:Zeile: Feld: Meldung“."""
    from quartier.catalogue.consistency import check_folder  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.catalogue.problems import BadInputError  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_inputs import today  # noqa: PLC0415 - as above

    report = check_folder(folder, today(), sheets)
    if report.problems:
        raise BadInputError(report.problems)
    typer.echo(str(report))


@app.command("list")
def list_programmes(*, catalogue: Folder = None, as_json: AsJson = False) -> None:
    """Alle Programme in je einer Zeile: Ebene, heute in Kraft, nächste Frist."""
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.cli import catalogue_view as view  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_inputs import today  # noqa: PLC0415 - as above

    view.show_list(load_catalogue(catalogue), today(), as_json=as_json)


@app.command()
def show(
    programme: Programme,
    *,
    edition: Annotated[
        str | None, typer.Option(help="Ausgabe; ohne Angabe die heute gültige, sonst die neueste.", metavar="AUSGABE")
    ] = None,
    catalogue: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Ein Programm lesen: was es zahlt, wem, unter welchen Bedingungen, mit Quellen und offenen Fragen."""
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.cli.catalogue_inputs import chosen, today  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_show import show_edition  # noqa: PLC0415 - as above
    from quartier.service.json_answers import edition_json  # noqa: PLC0415 - as above

    loaded, day = load_catalogue(catalogue), today()
    found = chosen(loaded, programme, edition, day)
    if as_json:
        typer.echo(edition_json(found, loaded, day))
    else:
        show_edition(found, loaded, day)


@app.command()
def diff(
    programme: Programme,
    old: Annotated[str, typer.Argument(help="Ältere Ausgabe.", show_default=False)],
    new: Annotated[str, typer.Argument(help="Neuere Ausgabe.", show_default=False)],
    *,
    catalogue: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Sagen, was sich zwischen zwei Ausgaben eines Programms geändert hat."""
    from quartier.catalogue.differences import differences  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - as above
    from quartier.cli import catalogue_view as view  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_inputs import chosen, today  # noqa: PLC0415 - as above

    loaded = load_catalogue(catalogue)
    one, other = (chosen(loaded, programme, name, today()) for name in (old, new))
    view.show_differences(one, other, differences(one, other, loaded.vocabulary), as_json=as_json)


@app.command()
def stale(
    *,
    months: Annotated[int, typer.Option(help="Quellen sind alt nach so vielen Monaten.", min=0, metavar="ZAHL")] = 12,
    catalogue: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Zeigen, was neu gelesen werden muss: alte Quellen, abgelaufene Ausgaben, vergangene Runden."""
    from quartier.catalogue.ageing import ageing  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_inputs import today  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_reports import show_ageing  # noqa: PLC0415 - as above

    show_ageing(ageing(load_catalogue(catalogue), today(), months), as_json=as_json)


@app.command()
def links(
    *,
    check_them: Annotated[
        bool, typer.Option("--check", help="Jede Adresse einmal abrufen (braucht ein Netz).")
    ] = False,
    seconds: Annotated[float, typer.Option(help="So lange darf eine Adresse brauchen.", min=0.1, max=60)] = 5.0,
    catalogue: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Alle Adressen auflisten; mit --check auch, ob sie noch antworten (Ende 1, wenn nicht alle)."""
    from quartier.catalogue.links import links as addresses  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - as above
    from quartier.cli import catalogue_links as view  # noqa: PLC0415 - as above

    found = addresses(load_catalogue(catalogue))
    if not check_them:
        view.show_links(found, as_json=as_json)
    elif not view.show_checked(found, seconds, as_json=as_json):
        raise typer.Exit(NOT_COMPLETE)


@app.command()
def facts(*, catalogue: Folder = None, as_json: AsJson = False) -> None:
    """Zeigen, welche Angabe über wie viele Bausteine entscheidet."""
    from quartier.catalogue.fact_use import fact_use  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_reports import show_facts  # noqa: PLC0415 - as above

    show_facts(fact_use(load_catalogue(catalogue)), as_json=as_json)


@app.command()
def coverage(
    *,
    sheets: Annotated[Path, typer.Option(help="Ordner mit Faktenblättern.", metavar="ORDNER")] = Path(
        "../shared/catalogue-facts"
    ),
    write: Annotated[
        Path | None, typer.Option(help="Den Bericht in diese Datei schreiben (Markdown).", metavar="DATEI")
    ] = None,
    catalogue: Folder = None,
    as_json: AsJson = False,
) -> None:
    """Zeigen, was aus jedem Faktenblatt wurde: Regel, Text oder nicht gefunden (Ende 1, wenn etwas fehlt)."""
    from quartier.catalogue.coverage import coverage as covered  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - as above
    from quartier.catalogue.sheets import read_sheets  # noqa: PLC0415 - as above
    from quartier.cli.catalogue_reports import show_coverage  # noqa: PLC0415 - as above

    found = covered(read_sheets(sheets), load_catalogue(catalogue))
    show_coverage(found, write, as_json=as_json)
    if not all(sheet.complete for sheet in found):
        raise typer.Exit(NOT_COMPLETE)


@app.command()
def export(
    *,
    form: Annotated[Form, typer.Option("--format", help="Form der Ausgabe.")] = Form.JSON,
    out: Annotated[Path | None, typer.Option(help="Zieldatei statt der Ausgabe.", metavar="DATEI")] = None,
    publisher: Annotated[
        str, typer.Option(help="Wer die Daten herausgibt (nur für dcat).", metavar="NAME")
    ] = "Projekt Quartier",
    catalogue: Folder = None,
) -> None:
    """Den Katalog weitergeben: alle Ausgaben als JSON, alle Bausteine als CSV, der Datensatz nach DCAT-AP.de."""
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.cli.catalogue_inputs import write_text  # noqa: PLC0415 - as above

    loaded = load_catalogue(catalogue)
    if form is Form.DCAT:
        from quartier.catalogue.dcat import as_dcat  # noqa: PLC0415 - as above

        text = as_dcat(loaded, publisher)
    else:
        from quartier.catalogue import exporting  # noqa: PLC0415 - as above

        text = exporting.as_csv(loaded) if form is Form.CSV else exporting.as_json(loaded)
    if out is None:
        typer.echo(text, nl=not text.endswith("\n"))
    else:
        write_text(out, text)
        typer.echo(f"Geschrieben: {out}")


register(app)
