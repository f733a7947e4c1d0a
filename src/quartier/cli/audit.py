"""`quartier audit`: plans random projects over the whole catalogue and reports plans that are illegal or not best."""

from __future__ import annotations

import json
from itertools import count, islice
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from quartier.planning.auditing import Audit

app = typer.Typer()

WRONG = 1
"""Exit code where anything is wrong with a plan."""

KINDS = {
    "violation": "verletzen eine Regel",
    "worse": "schlechter als eine Auswahl",
    "missed": "nicht erreichbar oder nicht gefunden",
    "error": "Programmfehler",
}
STATUSES = {"optimal": "bewiesen", "feasible": "nicht bewiesen", "none": "kein Plan möglich"}


@app.command()
def audit(
    *,
    projects: Annotated[int, typer.Option(help="So viele Vorhaben.", min=1, metavar="ZAHL")] = 100,
    seed: Annotated[int, typer.Option(help="Nummer des ersten Vorhabens; gleiche Nummer, gleiches Vorhaben.")] = 0,
    minutes: Annotated[
        float | None, typer.Option(help="Nach so vielen Minuten kein neues Vorhaben beginnen.", min=0)
    ] = None,
    choose: Annotated[
        int | None,
        typer.Option(help="Zum Vergleich aus so vielen Programmen wählen, sonst aus 4.", min=1, max=8, metavar="ZAHL"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Das Ergebnis als JSON.")] = False,
) -> None:
    """Den Planer prüfen: zufällige Vorhaben mit allen Programmen, jeder Plan nachgeprüft und verglichen."""
    from quartier.catalogue.loading import load_catalogue  # noqa: PLC0415 - help must not wait for the catalogue
    from quartier.places.register import load_register  # noqa: PLC0415 - as above
    from quartier.planning.auditing import CHOSEN, Audit, run_audit  # noqa: PLC0415 - as above

    result = Audit(choose or CHOSEN)
    seeds = islice(count(seed), projects)
    for finding in run_audit(load_catalogue(None), load_register(), seeds, result, minutes):
        typer.echo(f"Vorhaben {finding.seed}, {finding.objective}, {finding.kind}: {finding.text}", err=True)
    typer.echo(json.dumps(_as_json(result), ensure_ascii=False, indent=2) if as_json else _as_text(result))
    if result.findings:
        raise typer.Exit(WRONG)


def _as_json(result: Audit) -> dict[str, object]:
    return {
        "projects": len(result.plans),
        "first_seed": result.plans[0].seed if result.plans else None,
        "statuses": {name: result.count(name) for name in STATUSES},
        "compared": result.compared,
        "selections": result.selections,
        "wrong": {kind: result.found(kind) for kind in KINDS},
        "findings": [finding._asdict() for finding in result.findings],
        "unproven_seeds": result.unproven,
        "seconds": {"median": round(result.seconds(0.5), 3), "p95": round(result.seconds(0.95), 3)},
        "most_candidates": result.most_candidates,
        "grants": result.grants,
    }


def _as_text(result: Audit) -> str:
    span = f" ({result.plans[0].seed} bis {result.plans[-1].seed})" if result.plans else ""
    lines = [
        f"{len(result.plans)} Vorhaben{span}",
        f"{result.grants} Zuschüsse in den Plänen, höchstens {result.most_candidates} mögliche Anträge je Vorhaben",
        "Pläne: " + ", ".join(f"{result.count(name)} {text}" for name, text in STATUSES.items()),
        f"Verglichen: {result.compared} Vorhaben mit {result.selections} Auswahlen",
        f"Sekunden: Median {result.seconds(0.5):.2f}, 95 % unter {result.seconds(0.95):.2f}",
    ]
    if result.unproven:
        lines.append(f"Nicht bewiesen: {', '.join(map(str, result.unproven))}")
    lines += [f"{text[0].upper()}{text[1:]}: {result.found(kind)}" for kind, text in KINDS.items()]
    return "\n".join(lines)
