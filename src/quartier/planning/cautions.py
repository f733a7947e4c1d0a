"""What a council should know before it decides: gaps, cliffs, a later start, duties of those who get a grant."""

from __future__ import annotations

from collections.abc import Iterator

from quartier.model.answers import Caution
from quartier.model.money import german_euros
from quartier.planning.explain import source_note
from quartier.planning.instance import AID_CEILINGS, Instance
from quartier.planning.solving import Application, Solution

_EARLY_START = {
    "forbidden": (
        "Vor der Bewilligung keinen Auftrag vergeben und keinen Vertrag schließen, sonst entfällt der Zuschuss."
    ),
    "with_permission": "Vor der Bewilligung nur mit schriftlicher Erlaubnis beginnen, sonst entfällt der Zuschuss.",
    "unknown": (
        "Ob früher begonnen werden darf, ist nicht bekannt: bis zur Bewilligung keinen Vertrag schließen oder fragen."
    ),
}


def cautions_of(instance: Instance, solution: Solution) -> Iterator[Caution]:
    """The warnings of every application, then those of the plan as a whole."""
    for application in solution.applications:
        yield from _of_application(instance, application)
    gap = sum(solution.open_gap)
    if gap:
        text = f"Es fehlen noch {german_euros(gap)}: Die angegebenen Eigenmittel reichen nicht."
        yield Caution(code="open_gap", text=text)
    if solution.slip and instance.project.period:
        start = instance.project.period.start.plus(solution.slip)
        text = f"Das Vorhaben beginnt erst {start}: Vorher wären Kosten nicht zuwendungsfähig."
        yield Caution(code="slip", text=text)


def _of_application(instance: Instance, application: Application) -> Iterator[Caution]:
    candidate = application.candidate
    source = source_note(candidate.edition, candidate.block.source)
    for code, text in (*_cliffs(application), *_duties(instance, application)):
        yield Caution(code=code, subject=str(candidate.edition.name), text=text, source=source)


def _cliffs(application: Application) -> Iterator[tuple[str, str]]:
    """Where a little more or less cost loses the whole grant (C4), in euros."""
    candidate, amount = application.candidate, application.amount
    size = candidate.block.pays.base.size
    if size is not None and size.max is not None:
        most, lost = german_euros(size.max), german_euros(amount)
        room = german_euros(max(0, size.max - application.base))
        text = f"Zählen mehr als {most} Kosten, gibt es gar nichts: Dann gehen {lost} verloren (Abstand heute {room})."
        yield "cliff", text
    if candidate.floor and amount - candidate.floor < candidate.floor // 5:
        floor = german_euros(candidate.floor)
        yield "floor", f"Unter {floor} wird nichts ausgezahlt; geplant sind {german_euros(amount)}."


def _duties(instance: Instance, application: Application) -> Iterator[tuple[str, str]]:
    """Start, pre-financing, state aid."""
    candidate = application.candidate
    pays = candidate.block.pays
    if pays.early_start in _EARLY_START:
        yield "early_start", _EARLY_START[pays.early_start]
    if pays.payout == "reimbursement":
        amount = german_euros(application.amount)
        yield "pre_financing", f"Das Geld kommt erst nach den Ausgaben; {amount} sind vorzustrecken."
    if pays.state_aid in AID_CEILINGS:
        ceiling = german_euros(AID_CEILINGS[pays.state_aid])
        text = f"Der Zuschuss zählt als De-minimis-Beihilfe: höchstens {ceiling} in drei Jahren je Unternehmen."
        if not any(aid.party == candidate.party for aid in instance.aid_history):
            text += " Frühere Beihilfen sind nicht angegeben (`aid_received`); bitte prüfen."
        yield "state_aid", text
    if pays.state_aid == "unknown" and candidate.party not in instance.party_levels:
        yield "state_aid", "Ob die Zuwendung eine staatliche Beihilfe ist, bitte klären."
