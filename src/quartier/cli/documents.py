"""`quartier documents`: all documents of one plan, in a folder or as one archive."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quartier.cli.plan import NO_PLAN, Objective
from quartier.matching.wording import german_date

if TYPE_CHECKING:
    from quartier.documents.dossier import Dossier

app = typer.Typer()


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"„{text}“ ist kein Tag in der Form 2026-06-09.") from None


@app.command()
def documents(  # noqa: PLR0913 - every option of the command is a parameter
    project: Annotated[Path, typer.Argument(help="Die Datei mit dem Vorhaben (YAML).", show_default=False)],
    *,
    out: Annotated[
        Path,
        typer.Option(
            help="Wohin: ein Ordner, oder eine Datei mit der Endung .zip.", metavar="ZIEL", show_default=False
        ),
    ],
    objective: Annotated[
        Objective, typer.Option("--plan", help="Der Plan mit diesem Ziel.")
    ] = Objective.LEAST_OWN_FUNDS,
    council_date: Annotated[
        list[dt.date] | None,
        typer.Option(
            parser=_day, help="Tag einer Sitzung des Rates, zum Beispiel 2026-06-09 (mehrfach möglich).", metavar="TAG"
        ),
    ] = None,
    actuals: Annotated[
        Path | None, typer.Option(help="Die wirklichen Zahlen (YAML) für den Verwendungsnachweis.", metavar="DATEI")
    ] = None,
    catalogue: Annotated[
        Path | None, typer.Option(help="Ordner mit Programmen statt der eingebauten.", metavar="ORDNER")
    ] = None,
) -> None:
    """Unterlagen schreiben: Sitzungsvorlage, Finanzierungsplan, Termine, Prüflisten, Verwendungsnachweis."""
    from quartier.cli.documents_inputs import read_dossier  # noqa: PLC0415 - help must not wait for the catalogue

    dossier = read_dossier(project, objective.value, council_date or [], actuals, catalogue)
    if dossier is None:
        raise typer.Exit(NO_PLAN)
    _write(dossier, out)


def _write(dossier: Dossier, out: Path) -> None:
    from quartier.catalogue.problems import BadInputError, Problem  # noqa: PLC0415 - as above
    from quartier.documents.bundle import README, bundle_files, bundle_zip, readme  # noqa: PLC0415 - as above

    try:
        if out.suffix.lower() == ".zip":
            out.parent.mkdir(parents=True, exist_ok=True)
            out.write_bytes(bundle_zip(dossier))
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / README).write_bytes(readme(dossier).encode())
            for file in bundle_files(dossier):
                (out / file.name).write_bytes(file.make())
    except OSError as error:
        raise BadInputError([Problem(str(out), None, "", f"lässt sich nicht schreiben ({error.strerror})")]) from error
    typer.echo(f"Entwurf, Stand {german_date(dossier.as_of)}. Geschrieben nach {out}:")
    for name in (README, *(file.name for file in bundle_files(dossier))):
        typer.echo(f"  {name}")
