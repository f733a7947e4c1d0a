"""For each grant: what to check and to gather before applying, and every figure and fact the form will ask for.

Nothing is ever submitted; the data sheet is there to be copied from.
"""

from __future__ import annotations

from collections.abc import Iterator

from quartier.documents.application_data import data_sheet
from quartier.documents.council_risks import open_points
from quartier.documents.deadlines import OWN_RULE, aim_of, steps_of
from quartier.documents.dossier import Dossier
from quartier.documents.paper import Bullets, Citations, Facts, Heading, NewPage, Paper, Part, Table, Text, closing
from quartier.documents.paper_docx import docx_of
from quartier.documents.paper_pdf import pdf_of
from quartier.documents.passages import steps_table
from quartier.matching.intake_words import to_ask
from quartier.matching.wording import german_date
from quartier.model.edition import Remark
from quartier.model.money import german_euros
from quartier.model.months import german_span
from quartier.planning.explain import source_note

ASK = "bitte erfragen"
_STATUS = {"met": "☑ erfüllt", "open": "☐ offen", "failed": "☒ nicht erfüllt"}


def application_docx(dossier: Dossier, grant: int) -> bytes:
    """Check list and data sheet of one grant as a Word file; `grant`: its position in the plan, from 0."""
    return docx_of(application_paper(dossier, grant))


def application_pdf(dossier: Dossier, grant: int) -> bytes:
    """The same as an accessible PDF."""
    return pdf_of(application_paper(dossier, grant))


def application_paper(dossier: Dossier, grant: int) -> Paper:
    """The paper itself. Raises IndexError where the plan has no such grant."""
    writer = _Application(dossier, grant)
    parts = closing(writer.parts(), writer.citations)
    return Paper(dossier, "Prüfliste und Datenblatt (Entwurf)", writer.name, parts)


class _Application:
    """Writes the paper of one grant."""

    def __init__(self, dossier: Dossier, position: int) -> None:
        self.dossier, self.grant = dossier, dossier.plan.grants[position]
        self.name = dossier.grant_names[position]
        self.edition, self.block = dossier.edition_of(self.grant), dossier.block_of(self.grant)
        self.citations = Citations()

    def parts(self) -> Iterator[Part]:
        yield from self._glance()
        yield from self._conditions()
        yield from self._gather()
        yield from self._ask()
        yield from self._dates()
        yield NewPage()
        yield from data_sheet(self.dossier, self.grant, self.citations)

    def _glance(self) -> Iterator[Part]:
        grant, aim = self.grant, aim_of(self.dossier, self.grant)
        office = self.edition.authority
        apply = german_date(aim.apply) if aim and aim.known else "keine Frist bekannt"
        latest = f", nach Ihrem Zeitplan spätestens {german_date(aim.apply)}" if aim and not aim.known else ""
        decision = german_date(aim.decision) if aim and aim.decision else ASK
        yield Heading("Auf einen Blick")
        yield Facts(
            (
                ("Vorhaben", self.dossier.title),
                ("Antrag durch", self.dossier.party_names[grant.party]),
                ("Programm", f"{self.edition.name} (Fassung {self.edition.edition})"),
                ("Baustein", str(self.block.name)),
                ("Geldgeber", self.edition.funder),
                ("Betrag", f"bis zu {german_euros(grant.amount)}"),
                ("Antrag bis", f"{apply}{latest}"),
                ("Bescheid erwartet", decision),
                ("Förderzeitraum", german_span(grant.start, grant.end) if grant.start and grant.end else ASK),
                ("Zuständige Stelle", office.name),
                ("Internet", self.edition.url or office.url or ASK),
                ("Rechtsgrundlage", self.edition.legal_basis or ASK),
            )
        )

    def _conditions(self) -> Iterator[Part]:
        yield Heading("Bedingungen")
        rows = tuple(
            (_STATUS[reason.status], f"{reason.text}{self.citations.mark(reason.source)}", reason.sentence)
            for reason in sorted(self.dossier.reasons_of(self.grant), key=lambda reason: reason.status == "met")
        )
        if rows:
            head = ("Stand", "Bedingung", "Verglichen mit Ihren Angaben")
            yield Table("Offenes steht zuerst", head, rows, widths=(2, 6, 7))
        else:
            yield Text(f"Der Katalog nennt keine Bedingungen. Bitte erfragen bei: {self.edition.authority.name}.")

    def _gather(self) -> Iterator[Part]:
        yield Heading("Unterlagen und Schritte")
        steps = [self._said(step) for step in self.edition.steps]
        if not steps:
            yield Text(
                f"Welche Unterlagen nötig sind, sagt keine Quelle. Bitte erfragen bei: {self.edition.authority.name}."
            )
        yield Bullets(
            (
                *steps,
                "Kosten- und Finanzierungsplan (liegt diesem Paket bei)",
                "Beschluss des zuständigen Gremiums über Vorhaben und eigenes Geld",
            ),
            kind="checks",
        )
        hints = [self._said(remark) for remark in self.edition.remarks]
        if self.block.note:
            hints.insert(0, str(self.block.note))
        if hints:
            yield Heading("Was die Quellen noch sagen", 2)
            yield Bullets(tuple(hints))

    def _said(self, remark: Remark) -> str:
        return f"{remark.text}{self.citations.mark(source_note(self.edition, remark.source))}"

    def _ask(self) -> Iterator[Part]:
        office = self.edition.authority.name
        unknown = [entry.removesuffix(f": bitte erfragen bei {office}") for entry in to_ask(self.edition, None)]
        points = [*open_points(self.grant), *unknown]
        if points:
            yield Heading("Bitte erfragen")
            yield Text(f"Das sagt keine Quelle. Fragen Sie vor dem Antrag bei: {office.removesuffix('.')}.")
            yield Bullets(tuple(points), kind="checks")

    def _dates(self) -> Iterator[Part]:
        steps = [step for step in steps_of(self.dossier) if self.name in {step.about, *step.grants}]
        if steps:
            yield Heading("Termine")
            yield steps_table(steps)
            yield Text(f"Tage ohne Quelle sind {OWN_RULE}.", "note")
