"""What a council should know before it decides: gaps, cliffs, a later start, duties of those who get a grant."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quartier.matching.wording import listed
from quartier.model.answers import Caution
from quartier.model.money import CENTS_PER_EURO, german_euros
from quartier.model.months import german_month
from quartier.planning.candidates import NO_DEADLINE, NO_EARLY_START, NO_RATE, NO_UNITS
from quartier.planning.explain import source_note
from quartier.planning.instance import AID_CEILINGS, Candidate, Instance
from quartier.planning.solving import Application, Solution

_EARLY_START = {
    "forbidden": (
        "Vor der Bewilligung keinen Auftrag vergeben und keinen Vertrag schließen, sonst entfällt der Zuschuss."
    ),
    "with_permission": "Vor der Bewilligung nur mit schriftlicher Erlaubnis beginnen, sonst entfällt der Zuschuss.",
    "unknown": (
        "Ob früher begonnen werden darf, ist nicht bekannt. "
        "Bitte fragen oder bis zur Bewilligung keinen Vertrag schließen."
    ),
}

_UNKNOWN = {
    NO_DEADLINE: "ist der nächste Antragstermin nicht bekannt",
    NO_EARLY_START: "ist nicht bekannt, ob vor der Bewilligung begonnen werden darf",
    NO_RATE: "ist der Fördersatz nicht bekannt",
    NO_UNITS: "ist die Zahl der Einheiten nicht angegeben",
}

SMALL_AMOUNT = 1_000 * CENTS_PER_EURO
SMALL_SHARE = Fraction(5, 100)
"""A grant below both, in cents and as a share of all costs, brings little."""


def cautions_of(instance: Instance, solution: Solution) -> Iterator[Caution]:
    """The warnings of every application, then those of the plan as a whole."""
    for application in solution.applications:
        yield from _of_application(instance, application)
    yield from _small_grants(instance, solution)
    yield from _nothing_certain(instance, solution)
    gap = sum(solution.open_gap)
    if gap:
        text = f"Es fehlen noch {german_euros(gap)}: Die angegebenen Eigenmittel reichen nicht."
        yield Caution(code="open_gap", text=text)
    if solution.slip and instance.project.period:
        start = instance.project.period.start.plus(solution.slip)
        text = f"Das Vorhaben beginnt erst im {german_month(start)}: Vorher wären Kosten nicht zuwendungsfähig."
        yield Caution(code="slip", text=text)


def is_small(instance: Instance, application: Application) -> bool:
    """Whether a grant brings so little that the effort of applying may not be worth it."""
    costs = sum(cell.cost for cell in instance.cells)
    return application.amount < SMALL_AMOUNT and application.amount < SMALL_SHARE * costs


def _small_grants(instance: Instance, solution: Solution) -> Iterator[Caution]:
    """The grants that bring little, and how much they bring together."""
    small = [application for application in solution.applications if is_small(instance, application)]
    if small:
        each = [f"{entry.candidate.edition.name} ({german_euros(entry.amount)})" for entry in small]
        total = f", zusammen {german_euros(sum(entry.amount for entry in small))}" if len(small) > 1 else ""
        text = f"Bringt wenig: {listed(each, 'und')}{total}. Lohnt sich der Aufwand?"
        yield Caution(code="small_grants", text=text)


def _nothing_certain(instance: Instance, solution: Solution) -> Iterator[Caution]:
    """Why a plan has no grant: every programme that fits rests on something nobody knows yet, and on what."""
    candidates = instance.candidates
    if solution.applications or not candidates or not all(map(_is_uncertain, candidates)):
        return
    programmes = {candidate.edition.programme for candidate in candidates}
    unknown: dict[str, set[str]] = {}
    for candidate in candidates:
        for what in _unknown(candidate):
            unknown.setdefault(what, set()).add(candidate.edition.programme)
    counted = sorted(unknown.items(), key=lambda entry: -len(entry[1]))
    where = " ".join(f"Bei {len(found)} von {len(programmes)} {what}." for what, found in counted)
    yield Caution(code="nothing_certain", text=f"Kein passendes Programm ist frei von offenen Fragen. {where}")


def _is_uncertain(candidate: Candidate) -> bool:
    return candidate.conditional or set(candidate.cells) <= candidate.without_measure


def _unknown(candidate: Candidate) -> Iterator[str]:
    """What is not known about a candidate: the end of „Bei dreien …“."""
    if candidate.reasons_open:
        yield "ist eine Bedingung noch offen"
    for sentence, what in _UNKNOWN.items():
        if sentence in candidate.assumes:
            yield what
    if set(candidate.cells) <= candidate.without_measure:
        yield "fehlt beim Posten die Angabe, wofür er bestimmt ist (`measure`)"


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
            text += " Frühere Beihilfen sind nicht angegeben; bitte prüfen."
        yield "state_aid", text
    if pays.state_aid == "unknown" and candidate.party not in instance.party_levels:
        yield "state_aid", "Ob die Zuwendung eine staatliche Beihilfe ist, bitte klären."
