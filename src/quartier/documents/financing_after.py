"""The sheets on what comes after the grants and on where everything was read."""

from __future__ import annotations

from quartier.documents.deadlines import continuation_day
from quartier.documents.dossier import Dossier
from quartier.documents.financing_layout import FIRST, HEAD, Layout
from quartier.documents.workbook import Book, Sheet
from quartier.matching.wording import german_date
from quartier.model.months import german_month

FILL_IN = (
    "Bitte tragen Sie in die gelben Felder ein, woher das Geld nach der Förderung kommt. „noch offen“ rechnet mit. "
    "Nur bei 0,00 € ist der Betrieb gesichert."
)
WAYS = ("Haushalt", "Beiträge und Einnahmen", "neue Förderung", "Partner und Spenden")


def add_after(book: Book, layout: Layout) -> None:
    """What running the project costs when the grants have ended, with fields for who pays then."""
    dossier = layout.dossier
    after = dossier.plan.after_funding
    sheet = book.sheet("Nach der Förderung", (26, 18, *(18 for _ in WAYS), 18), title="Nach der Förderung")
    sheet.head(HEAD, ("Jahr", "laufende Kosten", *WAYS, "noch offen"))
    sheet.keep(HEAD, 1)
    for row, (year, cents) in enumerate(after.items(), start=FIRST):
        sheet.year(row, 0, year)
        sheet.money(row, 1, cents, "input")
        for column in range(2, 2 + len(WAYS)):
            sheet.money(row, column, 0, "input")
        sheet.difference(row, 2 + len(WAYS), (row, 1), (row, 2), (row, 1 + len(WAYS)))
    end = FIRST + len(after)
    sheet.sum_words(end, ("zusammen",))
    if after:
        sheet.sum_rows(end, range(1, 3 + len(WAYS)), FIRST, end - 1)
    else:
        sheet.wide(end + 1, "Laufende Kosten nach der Förderung sind im Vorhaben nicht angegeben. Bitte ergänzen.")
    day = continuation_day(dossier)
    if day:
        sheet.wide(end + 2, f"Beschluss über den Betrieb nach der Förderung: bis spätestens {german_date(day)}.")
    sheet.wide(end + 3, FILL_IN)
    _add_ends(sheet, layout.dossier, end + 5)


def _add_ends(sheet: Sheet, dossier: Dossier, row: int) -> None:
    """When each grant ends and what falls away with it."""
    sheet.head(row, ("Ende", "im letzten Jahr", "Zuschuss", "", "", "", ""))
    for line, (name, grant) in enumerate(zip(dossier.grant_names, dossier.plan.grants, strict=True), start=row + 1):
        sheet.text(line, 0, german_month(grant.end) if grant.end else "bitte erfragen")
        sheet.money(line, 1, grant.by_year[max(grant.by_year)] if grant.by_year else 0)
        sheet.text(line, 2, name, "plain")


def add_sources(book: Book, layout: Layout) -> None:
    """Every source of every programme used, with its date."""
    sheet = book.sheet("Quellen", (32, 9, 28, 42, 11, 46))
    sheet.head(HEAD, ("Programm", "Fassung", "zuständige Stelle", "Quelle", "Stand", "Adresse"), words=6)
    sheet.keep(HEAD)
    row = FIRST
    for edition in {edition.key: edition for edition in layout.dossier.editions}.values():
        for source in edition.sources.values():
            known = source.as_of if source.as_of != "unknown" else "nicht bekannt"
            words = (str(edition.name), edition.edition, edition.authority.name, source.title, known, source.url or "")
            for column, text in enumerate(words):
                sheet.text(row, column, text)
            row += 1
