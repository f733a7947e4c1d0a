"""The plan for the time after the grants (Verstetigungsplan): what it costs, what falls away, who decides by when."""

from __future__ import annotations

from collections.abc import Iterator

from quartier.documents.deadlines import What, continuation_day, steps_of
from quartier.documents.dossier import Dossier
from quartier.documents.ledger import Kind, ledger_of
from quartier.documents.paper import Bullets, Citations, Heading, Paper, Part, Table, Text, closing
from quartier.documents.paper_docx import docx_of
from quartier.documents.paper_pdf import pdf_of
from quartier.documents.passages import Row, after_table, financing_table, short_steps_table, with_sum
from quartier.matching.wording import german_date
from quartier.model.months import german_month
from quartier.planning.explain import source_note
from quartier.planning.plan_words import running_words


def continuation_docx(dossier: Dossier) -> bytes:
    """The plan as a Word file."""
    return docx_of(continuation_paper(dossier))


def continuation_pdf(dossier: Dossier) -> bytes:
    """The plan as an accessible PDF."""
    return pdf_of(continuation_paper(dossier))


def continuation_paper(dossier: Dossier) -> Paper:
    """The paper itself."""
    citations = Citations()
    parts = (*_question(dossier), *_ends(dossier), *_decision(dossier), *_ways(dossier, citations), *_dates(dossier))
    return Paper(dossier, "Verstetigungsplan (Entwurf)", dossier.title, closing(parts, citations))


def _question(dossier: Dossier) -> Iterator[Part]:
    yield Heading("Worum es geht")
    yield Text(
        "Verstetigung heißt: Was mit Zuschüssen beginnt, geht weiter, wenn die Zuschüsse enden. Das gelingt, wenn früh "
        "entschieden ist, wer dann zahlt."
    )
    yield Heading("Was nach der Förderung fehlt")
    if dossier.plan.after_funding:
        yield Text(running_words(dossier.plan.after_funding), "strong")
        yield after_table(dossier)
    else:
        yield Text("Laufende Kosten nach der Förderung sind nicht angegeben. Bitte ergänzen, bevor beschlossen wird.")


def _ends(dossier: Dossier) -> Iterator[Part]:
    """When each grant ends, what falls away with it, and what runs on without a grant."""
    yield Heading("Wann welcher Zuschuss endet")
    rows: list[Row] = [
        (
            name,
            german_month(grant.end) if grant.end else "bitte erfragen",
            grant.by_year[max(grant.by_year)] if grant.by_year else 0,
        )
        for name, grant in zip(dossier.grant_names, dossier.plan.grants, strict=True)
    ]
    if rows:
        head = ("Zuschuss", "endet", "im letzten Jahr")
        yield Table("Was mit jedem Zuschuss wegfällt", head, with_sum(rows), total=True, widths=(6, 3, 3))
    else:
        yield Text("Der Plan hat keine neuen Zuschüsse, es fällt also keiner weg.")
    yield financing_table(ledger_of(dossier))


def _decision(dossier: Dossier) -> Iterator[Part]:
    day = continuation_day(dossier)
    if day is None:
        return
    yield Heading("Was wann zu entscheiden ist")
    yield Text(
        f"Bis zum {german_date(day)} sollte beschlossen sein, wer den Betrieb bezahlt. So kommt der Betrag noch in den "
        "Haushalt des ersten Jahres ohne Zuschüsse. Das ist ein Vorschlag für die Planung, keine Vorschrift."
    )


def _ways(dossier: Dossier, citations: Citations) -> Iterator[Part]:
    yield Heading("Wege, die der Plan kennt")
    yield Bullets((*_followers(dossier, citations), *_known_money(dossier), "Haushalt der Träger: siehe Beschluss."))
    fitting = tuple(dict.fromkeys(entry.name for entry in dossier.plan.unused))
    if fitting:
        yield Heading("Programme, die passen und noch nicht genutzt sind", 2)
        yield Text("Ob sie den Betrieb nach dem Ende der Zuschüsse bezahlen, bitte bei der Stelle erfragen.")
        yield Bullets(fitting)


def _followers(dossier: Dossier, citations: Citations) -> Iterator[str]:
    """What the programmes say about what follows them."""
    for edition in {edition.key: edition for edition in dossier.editions}.values():
        if edition.follow_up:
            mark = citations.mark(source_note(edition, edition.follow_up.source))
            yield f"{edition.name}: {edition.follow_up.text}{mark}"


def _known_money(dossier: Dossier) -> Iterator[str]:
    """Other people's money of the last year, which may go on."""
    ledger = ledger_of(dossier)
    for source in ledger.of_kind(Kind.THIRD_PARTY):
        if ledger.paid(source, year=ledger.years[-1]):
            yield f"{source.label}: floss noch im letzten Jahr. Bitte klären, ob es weitergeht."


def _dates(dossier: Dossier) -> Iterator[Part]:
    steps = [step for step in steps_of(dossier) if step.what in {What.FOLLOW, What.CONTINUE, What.END, What.PROOF}]
    if steps:
        yield Heading("Termine")
        yield short_steps_table(steps)
