"""`quartier settle`: what the grants of a plan become with the real figures, for people or as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quartier.cli.plan import Objective

app = typer.Typer()


@app.command()
def settle(  # noqa: PLR0913 - every option of the command is a parameter
    plan: Annotated[Path, typer.Argument(help="Der Plan: was `quartier plan … --json` ausgibt.", show_default=False)],
    actuals: Annotated[
        Path | None,
        typer.Argument(help="Die wirklichen Zahlen (YAML); ohne sie nur, was wäre, wenn.", show_default=False),
    ] = None,
    *,
    catalogue: Annotated[
        Path | None, typer.Option(help="Ordner mit Programmen statt der eingebauten.", metavar="ORDNER")
    ] = None,
    number: Annotated[
        int | None, typer.Option("--plan", help="Welcher Plan der Antwort, von 1 an; sonst der erste.")
    ] = None,
    objective: Annotated[Objective | None, typer.Option(help="Der Plan mit diesem Ziel.")] = None,
    scenarios: Annotated[
        bool, typer.Option("--scenarios", help="Auch zeigen, was wäre, wenn Kosten, Spenden, Zusagen anders kämen.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Die ganze Antwort als JSON.")] = False,
) -> None:
    """Abrechnen: was aus den Zuschüssen wird, wenn Kosten und Einnahmen anders kommen als geplant."""
    from quartier.planning.settling.answer import settle_plan  # noqa: PLC0415 - as above
    from quartier.service.settlement import read_settlement  # noqa: PLC0415 - help must not wait for the catalogue

    wanted = number if number is not None else objective.value if objective else None
    given = read_settlement(plan, actuals, catalogue, wanted)
    answer = settle_plan(given.plan, given.actuals, given.catalogue, given.project)
    if as_json:
        typer.echo(answer.model_dump_json(indent=2))
    else:
        from quartier.cli.settle_view import show  # noqa: PLC0415 - JSON needs no terminal

        show(answer, scenarios=scenarios or actuals is None)
