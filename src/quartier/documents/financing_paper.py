"""The plan of costs and financing as a paper: the tables of the workbook for print, in landscape."""

from __future__ import annotations

from quartier.documents.dossier import Dossier
from quartier.documents.financing_plan import SUBJECT
from quartier.documents.ledger import ledger_of
from quartier.documents.paper import Citations, Heading, Paper, Part, Text, closing
from quartier.documents.paper_pdf import pdf_of
from quartier.documents.passages import (
    advance_table,
    after_table,
    costs_table,
    financing_table,
    grants_table,
    items_table,
    own_table,
    plan_name,
)
from quartier.model.money import german_euros


def financing_plan_pdf(dossier: Dossier) -> bytes:
    """The plan as an accessible PDF."""
    return pdf_of(financing_paper(dossier))


def financing_paper(dossier: Dossier) -> Paper:
    """The paper itself: costs, financing, cost items, own money, advances, afterwards."""
    ledger, citations = ledger_of(dossier), Citations()
    balance = german_euros(ledger.cost() - ledger.paid())
    parts: list[Part] = [
        Text(f"{plan_name(dossier.plan, chosen=True)}. Zeitraum: {dossier.period_words}."),
        Heading("Kosten"),
        costs_table(dossier, ledger),
        Heading("Finanzierung"),
        financing_table(ledger),
        Text(f"Deckung (Kosten weniger Finanzierung): {balance}", "strong"),
        Heading("Je Kostenposten"),
        items_table(dossier, ledger),
        Heading("Eigenes Geld"),
        own_table(dossier, ledger),
    ]
    advances = advance_table(dossier, ledger)
    if advances.rows:
        parts += [Heading("Vorfinanzierung"), advances]
    if dossier.plan.after_funding:
        parts += [Heading("Nach der Förderung"), after_table(dossier)]
    if dossier.plan.grants:
        parts += [Heading("Anträge"), grants_table(dossier), Heading("Was die Beträge begrenzt", 2)]
    for name, grant in zip(dossier.grant_names, dossier.plan.grants, strict=True):
        if grant.limit:
            parts.append(Text(f"{name}: {grant.limit.text}{citations.mark(grant.limit.source)}."))
    return Paper(dossier, f"{SUBJECT} (Entwurf)", dossier.title, closing(parts, citations), landscape=True)
