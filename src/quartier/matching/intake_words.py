"""In words: when one can apply, and what no source says and people must ask the office for."""

from __future__ import annotations

import datetime as dt

from quartier.matching.intake import Window, windows
from quartier.matching.wording import german_date
from quartier.model.edition import Edition, IntakeKind

_FIELDS = {
    "aid_intensity": "zulässige Beihilfeintensität",
    "amount": "Höhe der Förderung",
    "authority": "zuständige Stelle",
    "base": "förderfähige Kosten",
    "blocks": "einzelne Förderbausteine",
    "caps": "Obergrenzen einzelner Kosten",
    "combining": "Kombination mit anderen Programmen",
    "conditions": "weitere Voraussetzungen",
    "decision_months": "Dauer bis zur Entscheidung",
    "early_start": "Beginn vor der Bewilligung",
    "earmark_years": "Dauer der Zweckbindung",
    "financing": "Finanzierungsart",
    "in_kind": "Anrechnung ehrenamtlicher Stunden",
    "intake": "Antragsfristen",
    "kinds": "förderfähige Kostenarten",
    "legal_basis": "Rechtsgrundlage",
    "max_months": "Höchstdauer der Förderung",
    "measures": "geförderte Maßnahmen",
    "own": "Eigenanteil",
    "payout": "Auszahlung",
    "period": "Dauer der Förderung",
    "rate": "Fördersatz",
    "rates": "Fördersätze",
    "rounds": "Antragsrunden",
    "size": "Mindest- und Höchstkosten",
    "state_aid": "Einordnung im Beihilferecht",
    "topics": "Handlungsfelder",
    "valid": "Geltungsdauer",
    "vat": "Umsatzsteuer",
    "yearly": "jährliche Stichtage",
}
"""What the names of fields mean to people; other entries of `unknown` are sentences already."""

NEXT_ROUND = "Nächste Antragsrunde"


def intake_words(edition: Edition, window: Window | None) -> str:
    """One line on applying: deadline, rounds, or that the next round must be asked for."""
    if window is None:
        return "zurzeit keine Anträge möglich"
    if window.kind == "unknown":
        return "nächste Runde nicht bekannt, bitte erfragen"
    if window.apply_by is None:
        until = edition.valid.until
        return f"Antrag jederzeit möglich{f', solange das Programm gilt (bis {german_date(until)})' if until else ''}"
    if window.kind == "not_yet" and window.opens:
        return f"Antrag vom {german_date(window.opens)} bis {german_date(window.apply_by)}"
    yearly = ", jedes Jahr wieder" if edition.intake.kind is IntakeKind.YEARLY else ""
    return f"Antrag bis {german_date(window.apply_by)}{yearly}"


def is_closed(edition: Edition, day: dt.date) -> bool:
    """Whether nobody can apply any more: closed, or no longer in force."""
    ended = edition.valid.until is not None and edition.valid.until < day
    return ended or not windows(edition, day)


def applying(edition: Edition, day: dt.date) -> str:
    """One line on applying, also where the edition is not in force."""
    if edition.valid.until and edition.valid.until < day:
        return f"keine Anträge mehr möglich, galt bis {german_date(edition.valid.until)}"
    if edition.valid.from_ and edition.valid.from_ > day:
        return f"gilt erst ab {german_date(edition.valid.from_)}"
    return intake_words(edition, next(iter(windows(edition, day)), None))


def to_ask(edition: Edition, window: Window | None) -> tuple[str, ...]:
    """Everything nobody could find, each with the office that knows."""
    topics = [NEXT_ROUND] if window is not None and window.kind == "unknown" else []
    topics += [_FIELDS.get(entry.split(".")[-1], entry) for entry in edition.unknown]
    return tuple(f"{topic}: bitte erfragen bei {edition.authority.name}" for topic in dict.fromkeys(topics))
