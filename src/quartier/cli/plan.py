"""`quartier plan`: the best financing plans of a project, for people or as JSON."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quartier.model.answers import ObjectiveName

app = typer.Typer()


class Objective(StrEnum):
    """The objectives by the names of the public format."""

    LEAST_OWN_FUNDS = "least_own_funds"
    FEWEST_APPLICATIONS = "fewest_applications"
    SAFEST = "safest"
    LASTING = "lasting"


NO_PLAN = 1
"""Exit code where the rules leave no plan; the conflict is printed."""


def _names(objectives: list[Objective] | None) -> list[ObjectiveName]:
    return [objective.value for objective in dict.fromkeys(objectives or ())]


@app.command()
def plan(  # noqa: PLR0913 - every option of the command is a parameter
    project: Annotated[Path, typer.Argument(help="Die Datei mit dem Vorhaben (YAML).", show_default=False)],
    *,
    catalogue: Annotated[
        Path | None, typer.Option(help="Ordner mit Programmen statt der eingebauten.", metavar="ORDNER")
    ] = None,
    objective: Annotated[
        list[Objective] | None, typer.Option(help="Nur dieses Ziel rechnen (mehrfach möglich); sonst alle vier.")
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="Dieses Programm muss vorkommen, kein anderes außer so genannten (mehrfach möglich)."),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(help="Ohne dieses Programm (mehrfach möglich), und was eine Absage kostet („Plan B“)."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Die Rechnung jedes Zuschusses Zeile für Zeile, mit Quellen.")
    ] = False,
    compare: Annotated[
        bool, typer.Option("--compare", help="Eigenes Geld gegen Zahl der Anträge: was der nächste Antrag bringt.")
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Länger suchen, bis zu Minuten je Ziel, wo ein Plan nicht bewiesen wird.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")] = False,
    details: Annotated[
        bool,
        typer.Option("--details", help="Auch jeden Posten und jeden ungenutzten Baustein: warum, und was er brächte."),
    ] = False,
) -> None:
    """Die besten Finanzierungspläne rechnen: wer zahlt welchen Posten in welchem Jahr, und was bleibt danach."""
    from quartier.catalogue.yamlfile import read_document  # noqa: PLC0415 - as above
    from quartier.cli.plan_choice import with_only  # noqa: PLC0415 - as above
    from quartier.planning.answer import OBJECTIVE_NAMES, Extras, plan_project  # noqa: PLC0415 - as above
    from quartier.planning.solving import THOROUGH_LIMIT  # noqa: PLC0415 - as above
    from quartier.service.inputs import read_inputs, require_costs  # noqa: PLC0415 - help must not wait for the catalogue

    given = read_inputs(project, catalogue)
    require_costs(given.project, read_document(project))
    chosen = with_only(given.project, given.catalogue, only or (), without or ())
    extras = Extras(refused=tuple(without or ()), arithmetic=explain, compare=compare, effects=details)
    wanted = _names(objective) or OBJECTIVE_NAMES
    limit = THOROUGH_LIMIT if thorough else None
    answer = plan_project(chosen, given.catalogue, given.place.values, wanted, limit=limit, extras=extras)
    if as_json:
        typer.echo(answer.model_dump_json(indent=2))
    else:
        from quartier.cli.plan_view import show  # noqa: PLC0415 - JSON needs no terminal

        show(answer, chosen, details=details)
        if not thorough and any(plan.status == "feasible" for plan in answer.plans):
            typer.echo("Einen nicht bewiesenen Plan sucht --thorough länger, bis zu Minuten je Ziel.")
    if answer.infeasible is not None:
        raise typer.Exit(NO_PLAN)
