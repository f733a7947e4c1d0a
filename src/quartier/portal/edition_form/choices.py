"""What can be chosen in the form: fixed words of the format with German labels, and lists of the vocabulary."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext_lazy as _

from quartier.catalogue.checks import SHARE_SOURCES
from quartier.model.combining import Rule
from quartier.model.edition import IntakeKind
from quartier.model.pays import Financing
from quartier.model.vocabulary import FactType
from quartier.portal.edition_form.kinds import Options
from quartier.service.catalogue import the_catalogue

UNKNOWN = _("nicht bekannt – bitte erfragen")

FINANCING: Mapping[str, object] = {
    Financing.PROPORTIONAL: _("Anteil an den Kosten (Anteilsfinanzierung)"),
    Financing.FIXED_AMOUNT: _("fester Betrag (Festbetragsfinanzierung)"),
    Financing.UNIT_AMOUNT: _("Betrag je Einheit, zum Beispiel je Person"),
    Financing.DEFICIT: _("was am Ende fehlt (Fehlbedarfsfinanzierung)"),
    Financing.FULL: _("alle Kosten (Vollfinanzierung)"),
    Financing.MATCHING: _("gibt dazu, was andere geben"),
    Financing.LOAN: _("Darlehen"),
    Financing.PRIZE: _("Preis in einem Wettbewerb"),
}
INTAKE: Mapping[str, object] = {
    IntakeKind.ROUNDS: _("in Runden mit festen Tagen"),
    IntakeKind.ROLLING: _("jederzeit"),
    IntakeKind.YEARLY: _("jedes Jahr zum selben Tag"),
    IntakeKind.CLOSED: _("keine Anträge mehr"),
    IntakeKind.UNKNOWN: UNKNOWN,
}
AMOUNT_PER: Mapping[str, object] = {
    "project": _("für das ganze Vorhaben"),
    "year": _("je Kalenderjahr"),
    "unit": _("je Einheit des Bausteins"),
}
MATCH_PER: Mapping[str, object] = {"project": _("für das ganze Vorhaben"), "year": _("je Kalenderjahr")}
CAP_PER: Mapping[str, object] = {
    "day": _("je Tag"),
    "hour": _("je Stunde"),
    "month": _("je Monat"),
    "unit": _("je Einheit"),
    "person": _("je Person"),
    "year": _("je Kalenderjahr"),
    "project": _("für das ganze Vorhaben"),
}
VAT: Mapping[str, object] = {
    "unknown": UNKNOWN,
    "excluded": _("zählt nicht zu den Kosten"),
    "included": _("zählt zu den Kosten"),
    "if_not_recoverable": _("zählt, wenn man sie nicht vom Finanzamt zurückbekommt"),
}
EARLY_START: Mapping[str, object] = {
    "unknown": UNKNOWN,
    "forbidden": _("verboten: erst nach der Zusage beginnen"),
    "after_application": _("nach dem Antrag erlaubt"),
    "with_permission": _("mit Erlaubnis der Stelle"),
    "allowed": _("erlaubt"),
}
PAYOUT: Mapping[str, object] = {
    "unknown": UNKNOWN,
    "advance": _("vorher, als Abschlag"),
    "reimbursement": _("nachher, gegen Rechnungen"),
}
STATE_AID: Mapping[str, object] = {
    "unknown": UNKNOWN,
    "none": _("keine Beihilfe"),
    "de_minimis": _("De-minimis-Beihilfe (kleine Beihilfe)"),
    "sgei_de_minimis": _("De-minimis-Beihilfe für Dienste von allgemeinem Interesse"),
    "gber": _("freigestellt nach der Gruppenfreistellung (AGVO)"),
}
RULES: Mapping[str, object] = {
    Rule.NOT_SAME_ITEM: _("nicht für dieselben Ausgaben"),
    Rule.NOT_SAME_PROJECT: _("nicht im selben Vorhaben"),
    Rule.TOTAL_SHARE: _("zusammen höchstens ein bestimmter Anteil"),
    Rule.ALLOWED: _("erlaubt, das ist schriftlich gesagt"),
    Rule.UNKNOWN: UNKNOWN,
    Rule.LAST_RESORT: _("nachrangig: zuerst anderes Geld"),
    Rule.REQUIRES: _("setzt ein anderes Programm voraus"),
    Rule.FOLLOWS: _("baut auf einem anderen Programm auf"),
}
REDUCE: Mapping[str, object] = {
    "self": _("dieses Programm kürzt"),
    "other": _("das andere Programm kürzt"),
}
SHARE_OF: Mapping[str, object] = {"overlapping_costs": _("der Kosten, die beide Programme anerkennen")}
CONFIDENCE: Mapping[str, object] = {
    "high": _("hoch: aus den Regeln selbst gelesen"),
    "medium": _("mittel: einiges ist geschlossen"),
    "low": _("gering: bitte bald prüfen"),
}
SHARES: Mapping[str, object] = {
    "donations": _("Spenden"),
    "sponsoring": _("Sponsoring"),
    "income": _("Einnahmen"),
    "membership_fees": _("Mitgliedsbeiträge"),
    "shares": _("Genossenschaftsanteile"),
    "loan": _("Darlehen"),
    "private": _("andere private Mittel"),
    "public": _("öffentliche Mittel"),
    "foundation": _("Stiftungen"),
    "volunteers": _("Stunden von Freiwilligen"),
}
assert set(SHARES) == SHARE_SOURCES, "every source of an own share has its words"  # noqa: S101 - a mistake of ours, told at the start


def fixed(words: Mapping[str, object]) -> Callable[[], Options]:
    """The choices of fixed words, in the order in which they stand."""
    pairs = [(str(key), label) for key, label in words.items()]
    return lambda: pairs


def terms(listing: str) -> Callable[[], Options]:
    """The terms of a list of the vocabulary with their German words."""
    return lambda: list(the_catalogue().vocabulary.labels.get(listing, {}).items())


def programmes() -> Options:
    """All programmes of the catalogue by name."""
    found = ((key, editions[-1].name.de) for key, editions in the_catalogue().by_programme.items())
    return sorted(found, key=lambda pair: pair[1].casefold())


def counted_facts() -> Options:
    """Facts that are whole numbers: what an amount per unit can count."""
    facts = the_catalogue().vocabulary.facts
    found = [(key, fact.label.de) for key, fact in facts.items() if fact.type is FactType.INTEGER]
    return sorted(found, key=lambda pair: pair[1].casefold())
