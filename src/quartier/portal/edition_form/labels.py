"""The words of every field of the format: what it is called and, where that is not enough, what is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Label(NamedTuple):
    """What a field is called. `entry`: what one entry of a list is called."""

    name: object
    help: object = ""
    entry: object = ""


_SOURCE = Label(_("Quelle"))

_ID = _("Kurzname")
_ID_HELP = _("Bei neuen Einträgen leer lassen: Er wird aus dem Text gebildet und bleibt dann gleich.")
_WHEN = _("Gilt nur, wenn")
_WHEN_HELP = _("Ohne Bedingung gilt es immer.")
_TEXT = _("Text")
_NOTE = _("Hinweis")
_URL = _("Adresse im Internet")

_EDITION: Mapping[str, Label] = {
    "Edition.format": Label(_("Format der Datei")),
    "Edition.programme": Label(_("Kurzname des Programms"), _("Alle Ausgaben eines Programms haben denselben.")),
    "Edition.edition": Label(_("Ausgabe"), _("Meist das Jahr der Regeln, zum Beispiel 2025.")),
    "Edition.valid": Label(_("Gültigkeit"), _("Es zählt der Tag des Antrags. Ein leeres Feld heißt: offen.")),
    "Edition.name": Label(_("Name des Programms")),
    "Edition.summary": Label(_("Zusammenfassung"), _("Ein oder zwei eigene Sätze: Wer bekommt wofür Geld?")),
    "Edition.easy": Label(_("In Leichter Sprache"), _("Ein Satz je Zeile, kurze Wörter, keine Fremdwörter.")),
    "Edition.level": Label(_("Wer gibt das Geld?")),
    "Edition.funder": Label(_("Geldgeber"), _("Zum Beispiel das Ministerium oder die Stiftung.")),
    "Edition.authority": Label(
        _("Zuständige Stelle"), _("Wer entscheidet und wen man fragt. Eine Stelle, keine Person.")
    ),
    "Edition.url": Label(_("Seite des Programms")),
    "Edition.legal_basis": Label(_("Rechtsgrundlage")),
    "Edition.topics": Label(_("Handlungsfelder")),
    "Edition.target_groups": Label(_("Zielgruppen")),
    "Edition.keywords": Label(_("Suchwörter"), _("Eines je Zeile.")),
    "Edition.examples": Label(
        _("Beispiele"), _("Zwei oder drei kurze Sätze, in denen man sich erkennt."), _("Beispiel")
    ),
    "Edition.sources": Label(_("Quellen"), _("Jede Regel nennt eine davon."), _("Quelle")),
    "Edition.intake": Label(_("Anträge")),
    "Edition.conditions": Label(
        _("Bedingungen für alle Bausteine"), _("Jede davon muss erfüllt sein."), _("Bedingung")
    ),
    "Edition.blocks": Label(_("Bausteine"), "", _("Baustein")),
    "Edition.combining": Label(_("Regeln zur Kombination"), "", _("Regel")),
    "Edition.steps": Label(_("Schritte zum Antrag"), "", _("Schritt")),
    "Edition.remarks": Label(
        pgettext_lazy("edition", "Hinweise"),
        _("Was die Quellen sonst sagen. Es wird gezeigt, aber nicht gerechnet."),
        _("Hinweis"),
    ),
    "Edition.follow_up": Label(_("Danach"), _("Was nach der Förderung möglich ist.")),
    "Edition.unknown": Label(
        _("Nicht bekannt – bitte erfragen"), _("Was keine Quelle sagt. Eines je Zeile, zum Beispiel rate oder own.")
    ),
    "Edition.confidence": Label(_("Wie sicher ist das?")),
    "Edition.sheets": Label(_("Rechercheblätter"), _("Kurznamen, einer je Zeile.")),
    "Validity.from": Label(_("gilt ab")),
    "Validity.until": Label(_("gilt bis")),
    "Source.title": Label(_("Titel")),
    "Source.url": Label(_URL),
    "Source.as_of": Label(_("Stand"), _("Jahr, Monat oder Tag: 2025, 06.2025 oder 30.06.2025.")),
    "Authority.name": Label(_("Name der Stelle")),
    "Authority.url": Label(_URL),
    "Intake.kind": Label(_("Wann sind Anträge möglich?")),
    "Intake.rounds": Label(_("Runden"), "", _("Runde")),
    "Intake.yearly": Label(_("Stichtage in jedem Jahr"), "", _("Stichtag")),
    "Intake.decision_months": Label(_("Dauer bis zur Entscheidung")),
    "Intake.note": Label(_NOTE),
    "Round.opens": Label(_("Anträge ab")),
    "Round.closes": Label(_("Anträge bis (Frist)")),
    "Round.start_from": Label(_("Beginn des Vorhabens ab")),
    "Round.note": Label(_NOTE),
    "Round.source": _SOURCE,
    "YearlyDeadline.closes": Label(_("Stichtag"), _("Tag und Monat, zum Beispiel 30.09.")),
    "YearlyDeadline.note": Label(_NOTE),
    "YearlyDeadline.source": _SOURCE,
    "Requirement.id": Label(_ID, _ID_HELP),
    "Requirement.text": Label(_TEXT, _("Ein Satz, wie ihn ein Rathaus versteht.")),
    "Requirement.source": _SOURCE,
    "Requirement.when": Label(_("Erfüllt, wenn")),
    "Block.id": Label(_ID, _ID_HELP),
    "Block.name": Label(_("Name des Bausteins")),
    "Block.repeat": Label(_("Mehrfach möglich?"), _("Ob einer den Baustein im selben Vorhaben öfter bekommen kann.")),
    "Block.conditions": Label(_("Bedingungen des Bausteins"), _("Jede davon muss erfüllt sein."), _("Bedingung")),
    "Block.pays": Label(_("Was der Baustein zahlt")),
    "Block.source": _SOURCE,
    "Block.note": Label(_NOTE),
    "Remark.text": Label(_TEXT),
    "Remark.source": _SOURCE,
}

_PAYS: Mapping[str, Label] = {
    "Pays.financing": Label(_("Art der Förderung")),
    "Pays.rate": Label(_("Fördersatz"), _("Anteil der anerkannten Kosten. Auch ein Bruch wie 200/3 ist möglich.")),
    "Pays.rates": Label(_("Fördersätze nach Bedingung"), _("Es gilt der erste, der passt."), _("Fördersatz")),
    "Pays.degressive": Label(_("Fördersätze nach Monat der Förderung"), "", _("Fördersatz")),
    "Pays.amount": Label(_("Mindest- und Höchstbeträge"), "", _("Betrag")),
    "Pays.unit": Label(
        _("Betrag je Einheit"), _("Nötig, wenn ein Betrag je Person, Platz oder Ähnlichem gezahlt wird.")
    ),
    "Pays.base": Label(_("Anerkannte Kosten")),
    "Pays.own": Label(_("Eigenanteil")),
    "Pays.in_kind": Label(_("Stunden von Freiwilligen"), _("Wenn sie als Kosten und Eigenanteil zählen.")),
    "Pays.match": Label(_("Gibt dazu, was andere geben")),
    "Pays.needs_match": Label(_("Geld, das von anderen kommen muss"), _("Ohne dieses Geld wird nichts gezahlt.")),
    "Pays.pays_partners": Label(_("Auch für Kosten von Partnern?"), _("Ob das Geld weitergegeben werden darf.")),
    "Pays.period": Label(_("Dauer der Förderung")),
    "Pays.early_start": Label(_("Vor der Zusage beginnen")),
    "Pays.payout": Label(_("Auszahlung")),
    "Pays.state_aid": Label(_("Beihilfe"), _("Ob Regeln der Europäischen Union für Hilfen an Unternehmen gelten.")),
    "Pays.aid_intensity": Label(_("Höchster Anteil öffentlichen Geldes"), _("Nur bei freigestellten Beihilfen.")),
    "Pays.earmark_years": Label(_("Zweckbindung"), _("Wie lange die Sache dem Zweck dienen muss.")),
    "ConditionalRate.rate": Label(_("Fördersatz")),
    "ConditionalRate.when": Label(_WHEN, _WHEN_HELP),
    "DegressiveRate.rate": Label(_("Fördersatz")),
    "DegressiveRate.from_month": Label(_("ab Monat"), _("1 ist der erste Monat der Förderung.")),
    "Amount.min": Label(_("mindestens")),
    "Amount.max": Label(_("höchstens")),
    "Amount.per": Label(_("gerechnet")),
    "Amount.round_to": Label(_("gerundet auf volle")),
    "Amount.when": Label(_WHEN, _WHEN_HELP),
    "UnitAmount.fact": Label(_("Was wird gezählt?")),
    "UnitAmount.amount": Label(_("Betrag je Einheit")),
    "CostCap.kind": Label(_("Kostenart")),
    "CostCap.per": Label(_("gerechnet")),
    "CostCap.max": Label(_("höchstens")),
    "CostCap.max_share_of": Label(_("Anteil an welcher Kostenart?")),
    "CostCap.rate": Label(_("höchster Anteil")),
    "SizeWindow.min": Label(_("Kosten mindestens")),
    "SizeWindow.max": Label(_("Kosten höchstens")),
    "Base.kinds": Label(_("Diese Kostenarten zählen"), _("Nichts angekreuzt heißt: alle.")),
    "Base.except": Label(_("Diese Kostenarten zählen nicht")),
    "Base.measures": Label(_("Wofür das Geld sein muss"), _("Nichts angekreuzt heißt: für alles.")),
    "Base.vat": Label(_("Mehrwertsteuer")),
    "Base.caps": Label(_("Grenzen für einzelne Kostenarten"), "", _("Grenze")),
    "Base.size": Label(_("Größe des Vorhabens"), _("Außerhalb davon gibt es gar nichts.")),
    "OwnShare.min_rate": Label(_("Eigenanteil mindestens")),
    "OwnShare.cash_only": Label(_("Nur Geld, keine Stunden?")),
    "OwnShare.counts": Label(_("Das zählt dazu")),
    "OwnShare.not_counts": Label(_("Das zählt nicht dazu")),
    "InKind.rate_per_hour": Label(_("Wert einer Stunde")),
    "InKind.max_share": Label(_("höchster Anteil an den Kosten")),
    "Match.of": Label(_("Wessen Geld zählt")),
    "Match.ratio": Label(_("Faktor"), _("3 heißt: zu jedem Euro kommen drei dazu.")),
    "NeededMatch.from": Label(_("Von wem das Geld kommt")),
    "NeededMatch.amount": Label(_("Betrag")),
    "NeededMatch.per": Label(_("gerechnet")),
    "NeededMatch.rate_of_grant": Label(_("Anteil am Zuschuss")),
    "Period.min_months": Label(_("Dauer mindestens")),
    "Period.max_months": Label(_("Dauer höchstens")),
    "Period.within_calendar_year": Label(_("Nur in einem Kalenderjahr?")),
}

_COMBINING: Mapping[str, Label] = {
    "Combining.rule": Label(_("Was gilt?")),
    "Combining.with": Label(_("Welches andere Geld?")),
    "Combining.max": Label(_("zusammen höchstens")),
    "Combining.of": Label(_("wovon")),
    "Combining.reduce": Label(_("Wer kürzt, wenn es mehr wird?")),
    "Combining.programme": Label(_("Welches Programm?")),
    "Combining.gap_months": Label(_("Abstand höchstens")),
    "Combining.when": Label(_WHEN, _WHEN_HELP),
    "Combining.text": Label(_TEXT),
    "Combining.source": _SOURCE,
    "Others.programme": Label(_("Programm")),
    "Others.level": Label(_("Ebene")),
    "Others.public": Label(_("alle öffentlichen Mittel")),
    "Others.any": Label(_("alle anderen Mittel")),
}

LABELS: Mapping[str, Label] = {**_EDITION, **_PAYS, **_COMBINING}

PICKS: Mapping[str, tuple[object, Mapping[str, object]]] = {
    "with": (
        _("Art"),
        {
            "programme": _("ein bestimmtes Programm"),
            "level": _("alle Programme einer Ebene"),
            "public": _("alle öffentlichen Mittel"),
            "any": _("alle anderen Mittel"),
        },
    ),
    "cap": (_("Art der Grenze"), {"amount": _("ein Betrag"), "share": _("ein Anteil an anderen Kosten")}),
    "needed": (_("Art"), {"amount": _("ein Betrag"), "share": _("ein Anteil am Zuschuss")}),
    "rate": (
        _("Art des Fördersatzes"),
        {
            "rate": _("ein Fördersatz für alle"),
            "rates": _("verschiedene nach Bedingung"),
            "degressive": _("verschiedene nach Monat"),
        },
    ),
}
"""What the choices between groups of fields are called, with the words of each group."""
