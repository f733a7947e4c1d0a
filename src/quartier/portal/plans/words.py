"""The portal's words for plans, in both languages; each official term is explained where it first stands."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from quartier.portal.frame.terms import meaning


@dataclass(frozen=True, slots=True)
class Goal:
    """What a plan is best at: its address, its name, what that means."""

    slug: str
    name: Promise
    text: Promise


GOALS: dict[str, Goal] = {
    "least_own_funds": Goal(
        "wenig-eigenes-geld",
        _("Wenig eigenes Geld"),
        _("Holt so viel Zuschuss wie möglich. Dafür sind oft mehr Anträge nötig."),
    ),
    "fewest_applications": Goal(
        "wenige-antraege",
        _("Wenige Anträge"),
        _("Deckt die Kosten mit so wenigen Anträgen wie möglich. Das spart Arbeit."),
    ),
    "safest": Goal(
        "sicher",
        _("Sicher"),
        _("Rechnet nur mit Zuschüssen, bei denen keine Frage offen ist."),
    ),
    "lasting": Goal(
        "dauerhaft",
        _("Dauerhaft"),
        _("Sorgt zuerst dafür, dass die Förderung ohne Lücke durchläuft."),
    ),
}
OBJECTIVES = {goal.slug: objective for objective, goal in GOALS.items()}

STAGES: dict[str, Promise] = {
    "": _("Das Vorhaben wird vorbereitet"),
    "least_own_funds": _("Wir suchen den Plan mit dem wenigsten eigenen Geld"),
    "fewest_applications": _("Wir suchen den Plan mit den wenigsten Anträgen"),
    "safest": _("Wir suchen den sichersten Plan"),
    "lasting": _("Wir suchen den Plan, der am längsten trägt"),
    "conflict": _("Es gibt keinen Plan; wir suchen, welche Regeln im Weg stehen"),
    "effects": _("Wir rechnen aus, was jedes weitere Programm brächte"),
    "refusals": _("Wir rechnen aus, was eine Absage kostet"),
    "compare": _("Wir rechnen aus, was jeder weitere Antrag bringt"),
}
STAGE_ORDER = tuple(STAGES)
WRITING = _("Wir schreiben die Unterlagen")

FINANCING: dict[str, tuple[Promise, Promise]] = {
    "proportional": (_("Anteilfinanzierung"), meaning("anteilsfinanzierung")),
    "fixed_amount": (_("Festbetragsfinanzierung"), meaning("festbetrag")),
    "unit_amount": (
        _("Festbetrag je Einheit"),
        _("Es gibt einen festen Betrag für jede Einheit. Das kann eine Stunde oder ein Platz sein."),
    ),
    "deficit": (_("Fehlbedarfsfinanzierung"), meaning("fehlbedarfsfinanzierung")),
    "full": (_("Vollfinanzierung"), meaning("vollfinanzierung")),
    "matching": (
        _("Geld, das anderes Geld verdoppelt"),
        _("Es gibt so viel oder ein Mehrfaches dessen, was andere geben."),
    ),
}

PAYOUT: dict[str, Promise] = {
    "advance": _("Das Geld kommt, bevor Sie zahlen müssen."),
    "reimbursement": _("Das Geld kommt erst nach den Rechnungen. Bis dahin müssen Sie es vorstrecken."),
    "unknown": _("Wann das Geld kommt, sagt keine Quelle. Bitte erfragen."),
}

CONFLICT_HINTS: dict[str, Promise] = {
    "choice": _("Lassen Sie das Programm weg, oder erlauben Sie auch andere Programme."),
    "C4": _("Nehmen Sie mehr Kosten auf, die dieses Programm fördert, oder verzichten Sie darauf."),
    "C7": _("Tragen Sie mehr eigenes Geld oder Spenden ein, oder verzichten Sie auf das Programm."),
    "C9": _("Verzichten Sie auf eines der beiden Programme, oder trennen Sie die Posten."),
    "C10": _("Verzichten Sie auf eines der beiden Programme."),
    "C12": _("Tragen Sie ein, wer das Geld dazugibt, das dieses Programm verlangt."),
    "C13": _("Prüfen Sie die Angaben zu Ihrem Vorhaben, oder verzichten Sie auf das Programm."),
    "C18": _("Verschieben Sie den Beginn des Vorhabens, oder erlauben Sie einen späteren Beginn."),
}
OTHER_HINT = _("Ändern Sie diese Angabe, oder verzichten Sie auf das Programm.")
