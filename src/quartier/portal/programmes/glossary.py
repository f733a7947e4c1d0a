"""The terms of grant law on programme pages: what each aspect is called, what it means, fixed phrases in English.

The phrases themselves are made by `quartier.catalogue.paying`, what official terms mean stands in
`quartier.model.terms`; here is only what the portal adds to them.
"""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from quartier.portal.frame.terms import meaning

GERMAN = "de"


class Said(NamedTuple):
    """A text as the page shows it; `lang` where it is not in the page's language."""

    text: str
    lang: str = ""


class Aspect(NamedTuple):
    """What an aspect of a grant is called and what that means."""

    name: Promise
    help: Promise | None = None


ASPECTS: dict[str, Aspect] = {
    "Art": Aspect(_("Art der Förderung")),
    "Satz": Aspect(_("Fördersatz"), meaning("foerdersatz")),
    "Betrag": Aspect(_("Betrag")),
    "Je Einheit": Aspect(_("Betrag je Einheit")),
    "Gibt": Aspect(_("Gibt")),
    "Braucht": Aspect(
        _("Braucht Geld von"), _("Das Programm zahlt nur, wenn auch diese Stellen etwas geben (Kofinanzierung).")
    ),
    "Eigenanteil": Aspect(_("Eigenanteil"), meaning("eigenanteil")),
    "Kosten": Aspect(
        _("Anerkannte Kosten"), _("Nur diese Arten von Kosten zählen mit. Fachleute sagen „zuwendungsfähige Ausgaben“.")
    ),
    "Zwecke": Aspect(_("Wofür das Geld da ist")),
    "Kostenrahmen": Aspect(
        _("Kosten insgesamt"), _("Ist das Vorhaben kleiner oder größer, zahlt das Programm nichts.")
    ),
    "Obergrenzen": Aspect(
        _("Obergrenzen"), _("Bis hierher zählen einzelne Kosten; was darüber liegt, zahlen Sie selbst.")
    ),
    "Umsatzsteuer": Aspect(
        _("Umsatzsteuer"),
        _("Ob die Mehrwertsteuer mitgefördert wird. Wer sie vom Finanzamt zurückbekommt, rechnet netto."),
    ),
    "Freiwilligenstunden": Aspect(
        _("Ehrenamtliche Stunden"), _("Unbezahlte Arbeit wird mit diesem Betrag in Geld umgerechnet und zählt mit.")
    ),
    "Partner": Aspect(_("Partner")),
    "Zeitraum": Aspect(_("Dauer")),
    "Beginn": Aspect(
        _("Wann Sie anfangen dürfen"),
        _("Wer zu früh einen Auftrag vergibt, verliert oft die ganze Förderung („vorzeitiger Maßnahmenbeginn“)."),
    ),
    "Auszahlung": Aspect(
        _("Auszahlung"), _("Kommt das Geld erst gegen Belege, müssen Sie die Rechnungen zunächst selbst bezahlen.")
    ),
    "Beihilfe": Aspect(_("Beihilfe"), meaning("beihilfe")),
    "Beihilfehöchstsatz": Aspect(
        _("Höchstens öffentliches Geld"), _("Mehr als diesen Teil dürfen öffentliche Stellen zusammen nicht zahlen.")
    ),
    "Zweckbindung": Aspect(_("Zweckbindung"), meaning("zweckbindung")),
}
"""By the labels of `quartier.catalogue.paying.ASPECTS`."""

PHRASES: dict[str, Promise | None] = {
    gettext_noop("Anteilsfinanzierung"): meaning("anteilsfinanzierung"),
    gettext_noop("Festbetrag"): meaning("festbetrag"),
    gettext_noop("Betrag je Einheit"): _("Das Programm zahlt einen festen Betrag je Platz, Person oder Stelle."),
    gettext_noop("Fehlbedarfsfinanzierung"): meaning("fehlbedarfsfinanzierung"),
    gettext_noop("Vollfinanzierung"): meaning("vollfinanzierung"),
    gettext_noop("gibt zu anderem Geld etwas dazu"): _("Das Programm legt etwas dazu, wenn andere zahlen."),
    gettext_noop("Darlehen, muss zurückgezahlt werden"): _("Geliehenes Geld: Sie zahlen es zurück."),
    gettext_noop("Preisgeld"): _("Ein Wettbewerb: Ob Sie etwas bekommen, entscheidet eine Jury."),
    gettext_noop("nicht bekannt, bitte erfragen"): None,
    gettext_noop("zählt nicht"): None,
    gettext_noop("zählt mit"): None,
    gettext_noop("zählt mit, wenn das Finanzamt sie nicht erstattet"): None,
    gettext_noop("erst nach der Zusage"): _("Erst wenn der Bewilligungsbescheid da ist, dürfen Sie Aufträge vergeben."),
    gettext_noop("nach dem Antrag, auf eigenes Risiko"): _(
        "Sagt die Stelle später Nein, tragen Sie die Kosten selbst."
    ),
    gettext_noop("vor der Zusage nur mit Erlaubnis"): _("Fragen Sie vorher schriftlich nach der Erlaubnis."),
    gettext_noop("jederzeit"): None,
    gettext_noop("im Voraus"): None,
    gettext_noop("nachträglich, gegen Belege"): None,
    gettext_noop("keine"): None,
    gettext_noop("De-minimis-Beihilfe"): _(
        "Kleine staatliche Hilfe für wirtschaftliche Tätigkeiten: Ein Unternehmen darf davon in drei Jahren zusammen "
        "höchstens 300.000 Euro bekommen."
    ),
    gettext_noop("DAWI-De-minimis-Beihilfe"): _(
        "Für Dienste von allgemeinem wirtschaftlichem Interesse gilt eine höhere Grenze als sonst: 750.000 Euro in "
        "drei Jahren."
    ),
    gettext_noop("nach der Allgemeinen Gruppenfreistellungsverordnung"): _(
        "Die EU erlaubt diese Beihilfe allgemein, wenn bestimmte Höchstsätze eingehalten werden."
    ),
    gettext_noop("das Geld darf an Partner weitergegeben werden"): None,
    gettext_noop("innerhalb eines Kalenderjahrs"): None,
    gettext_noop("hoch"): None,
    gettext_noop("mittel"): None,
    gettext_noop("gering"): None,
}
"""What the catalogue says in fixed words: made known for translation, with an explanation where it is a term."""


def said(german: str) -> Said:
    """A German phrase in the page's language where a translation is known, else marked as German."""
    if get_language() == GERMAN:
        return Said(german)
    translated = gettext(german) if german in PHRASES else german
    return Said(translated, "" if translated != german else GERMAN)


def explained(german: str) -> Promise | None:
    """What a phrase means, where it is a term of grant law."""
    return PHRASES.get(german)
