"""The draft of a paper for the council (Sitzungsvorlage): what is to be decided, why, and what it costs in which year.

Where no public party takes part, the same paper is for the board of the first party (Beschlussvorlage).
"""

from __future__ import annotations

from collections.abc import Iterator

from quartier.documents.council_risks import risks_of
from quartier.documents.deadlines import COUNCILS, What, aim_of, continuation_day, steps_of
from quartier.documents.dossier import Dossier
from quartier.documents.ledger import Kind, Ledger, advances_of, ledger_of
from quartier.documents.paper import Bullets, Citations, Facts, Heading, Paper, Part, Text, closing
from quartier.documents.paper_docx import docx_of
from quartier.documents.paper_pdf import pdf_of
from quartier.documents.passages import (
    advance_table,
    after_table,
    amounts_by_year,
    costs_table,
    financing_table,
    gap_of,
    grants_table,
    others_of,
    own_table,
    plans_table,
    short_steps_table,
    why_points,
)
from quartier.matching.wording import german_date, listed
from quartier.model.answers import Grant
from quartier.model.money import german_euros
from quartier.planning.plan_words import apply_words, goal_words

BLANK = "…………………………"
"""To be filled in by the office."""

DECISIVE = frozenset(
    {What.PAPER, What.COUNCIL, What.APPLY, What.DECISION, What.START, What.END, What.PROOF, What.CONTINUE}
)
"""The steps a council needs to see; all of them are in the calendar."""

_DATIVE = {
    "Gemeinderat": "Der Gemeinderat",
    "Kreistag": "Der Kreistag",
    "Verbandsversammlung": "Die Verbandsversammlung",
}


def council_paper_docx(dossier: Dossier) -> bytes:
    """The paper as a Word file, to go on writing in it."""
    return docx_of(council_paper(dossier))


def council_paper_pdf(dossier: Dossier) -> bytes:
    """The paper as an accessible PDF."""
    return pdf_of(council_paper(dossier))


def council_paper(dossier: Dossier) -> Paper:
    """The paper itself."""
    return _Council(dossier).paper()


class _Council:
    """Writes the paper chapter by chapter; the sources are numbered as they come."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier, self.plan = dossier, dossier.plan
        self.ledger: Ledger = ledger_of(dossier)
        self.citations = Citations()
        public = [party for party in dossier.project.parties if party.type in COUNCILS]
        self.party = public[0] if public else dossier.project.parties[0]
        self.council = COUNCILS.get(self.party.type, "Vorstand")
        self.name = dossier.party_names[self.party.id]

    def paper(self) -> Paper:
        chapters = (
            self._head(),
            self._proposal(),
            self._matter(),
            self._funding(),
            self._money(),
            self._afterwards(),
            self._alternatives(),
            risks_of(self.dossier, self.citations),
            self._timetable(),
            self._enclosures(),
        )
        parts = tuple(part for chapter in chapters for part in chapter)
        kind = "Sitzungsvorlage (Entwurf)" if self.council != "Vorstand" else "Beschlussvorlage (Entwurf)"
        return Paper(self.dossier, kind, self.dossier.title, closing(parts, self.citations))

    def _head(self) -> Iterator[Part]:
        aims = [aim_of(self.dossier, grant) for grant, _ in self._mine(mine=True)]
        meetings = [aim.council for aim in aims if aim and aim.council]
        day = german_date(min(meetings)) if meetings else BLANK
        yield Facts(
            (
                ("Gremium", f"{self.council}, {self.name}"),
                ("Sitzung am", day),
                ("Vorlage Nr.", BLANK),
                ("Zuständig", BLANK),
                ("Beratung", "☐ öffentlich   ☐ nicht öffentlich"),
            )
        )
        yield from self._glance()
        yield Heading("Beratungsgegenstand")
        yield Text(
            f"{self.dossier.title}: Finanzierungsplan und Anträge auf Zuschüsse. Zuschuss heißt hier: Geld, das nicht "
            "zurückzuzahlen ist, solange die Bedingungen eingehalten werden."
        )

    def _glance(self) -> Iterator[Part]:
        """The five figures everybody asks for first."""
        gap = gap_of(self.plan)
        others = others_of(self.plan)
        yield Heading("Auf einen Blick")
        yield Facts(
            (
                ("Kosten", german_euros(self.plan.total_costs)),
                ("Zuschüsse, noch zu beantragen", f"bis zu {german_euros(self.plan.grants_total)}"),
                *((("Bewilligt und Geld Dritter", german_euros(others)),) if others else ()),
                ("Eigenes Geld aller Partner", german_euros(self.plan.own_total)),
                *((("Fehlt noch", german_euros(gap)),) if gap else ()),
                ("Anträge", str(len(self.plan.grants))),
            )
        )

    def _proposal(self) -> Iterator[Part]:
        yield Heading("Beschlussvorschlag (Entwurf)")
        yield Text(f"{_DATIVE.get(self.council, f'Der {self.council}')} beschließt:")
        yield Bullets(tuple(self._points()), kind="numbers")

    def _points(self) -> Iterator[str]:
        costs = german_euros(self.plan.total_costs)
        yield f"Dem Vorhaben „{self.dossier.title}“ mit Kosten von {costs} und dem Finanzierungsplan wird zugestimmt."
        for grant, name in self._mine(mine=True):
            yield f"Beantragt wird „{name}“ mit bis zu {german_euros(grant.amount)}{self._until(grant)}."
        own = next((s for s in self.ledger.of_kind(Kind.OWN) if s.party == self.party.id), None)
        if own:
            yield f"In den Haushalt kommt der Eigenanteil: {amounts_by_year(self.ledger.by_year(own))}."
        advanced = self._advanced()
        if any(advanced.values()):
            yield f"Vorzustrecken sind bis zum Jahresende höchstens: {amounts_by_year(advanced)}."
        if self.plan.grants:
            yield "Aufträge werden erst vergeben, wenn der Bescheid oder eine schriftliche Erlaubnis zum Beginn da ist."
        day = continuation_day(self.dossier)
        if day:
            yield f"Über den Betrieb nach der Förderung wird bis zum {german_date(day)} entschieden."
        others = [f"„{name}“ ({self.dossier.party_names[grant.party]})" for grant, name in self._mine(mine=False)]
        if others:
            yield f"Zur Kenntnis genommen wird, dass Partner selbst beantragen: {listed(others, 'und')}."

    def _mine(self, *, mine: bool) -> Iterator[tuple[Grant, str]]:
        for grant, name in zip(self.plan.grants, self.dossier.grant_names, strict=True):
            if (grant.party == self.party.id) is mine:
                yield grant, name

    def _until(self, grant: Grant) -> str:
        aim = aim_of(self.dossier, grant)
        return f", Antrag bis {german_date(aim.apply)}" if aim and aim.known else ""

    def _advanced(self) -> dict[int, int]:
        mine = [entry for entry in advances_of(self.dossier, self.ledger) if entry.source.party == self.party.id]
        return {year: sum(entry.by_year[year] for entry in mine) for year in self.ledger.years}

    def _matter(self) -> Iterator[Part]:
        vocabulary, project = self.dossier.catalogue.vocabulary, self.dossier.project
        yield Heading("Sachverhalt")
        partners = [
            f"{self.dossier.party_names[p.id]} ({vocabulary.label('parties', p.type)})" for p in project.parties
        ]
        topics = listed([vocabulary.label("topics", topic) for topic in project.topics], "und") or "nicht angegeben"
        place = self.dossier.place_name
        yield Facts(
            (
                *((("Ort", place),) if place else ()),
                ("Zeitraum", self.dossier.period_words),
                ("Handlungsfelder", topics),
                ("Beteiligt", "; ".join(partners)),
            )
        )
        yield costs_table(self.dossier, self.ledger)
        yield Text("Kosten mit Umsatzsteuer, soweit der Träger sie nicht als Vorsteuer zurückbekommt.", "note")

    def _funding(self) -> Iterator[Part]:
        yield Heading("Förderung: welche Programme und warum")
        if not self.plan.grants:
            yield Text("Dieser Plan kommt ohne neue Zuschüsse aus.")
            return
        goal = goal_words(self.plan.objectives or (self.plan.objective,))
        proof = "Das Ergebnis ist bewiesen: Einen besseren Plan mit diesem Ziel gibt es in diesem Katalog nicht."
        best = proof if self.plan.status == "optimal" else "Ob es einen noch besseren Plan gibt, ist nicht bewiesen."
        yield Text(f"Der Plan ist auf dieses Ziel hin gerechnet: {goal}. {best} Jeder Betrag ist eine Obergrenze.")
        yield grants_table(self.dossier)
        for grant, name in zip(self.plan.grants, self.dossier.grant_names, strict=True):
            yield from self._grant(grant, name)

    def _grant(self, grant: Grant, name: str) -> Iterator[Part]:
        edition, block = self.dossier.edition_of(grant), self.dossier.block_of(grant)
        yield Heading(name, 2)
        paid = listed([self.dossier.item_names[item] for item in dict.fromkeys(p.item for p in grant.items)], "und")
        office = edition.authority.name.removesuffix(".")
        yield Text(f"Baustein: {block.name}. Bezahlt werden: {paid}. {apply_words(grant)} Zuständig: {office}.")
        if grant.limit:
            yield Text(f"Was den Betrag begrenzt: {grant.limit.text}{self.citations.mark(grant.limit.source)}.")
        points = tuple(why_points(self.dossier, grant, self.citations))
        if points:
            yield Text("Warum es passt:")
            yield Bullets(points)

    def _money(self) -> Iterator[Part]:
        yield Heading("Finanzielle Auswirkungen")
        yield Heading("Je Haushaltsjahr", 2)
        yield financing_table(self.ledger)
        yield Heading("Eigenes Geld", 2)
        yield own_table(self.dossier, self.ledger)
        yield Heading("Vorfinanzierung", 2)
        table = advance_table(self.dossier, self.ledger)
        if table.rows:
            yield Text(
                "Vorfinanzierung heißt: erst selbst bezahlen, später Geld vom Zuschuss bekommen. Gerechnet ist "
                "vorsichtig: Wo keine Quelle sagt, wann das Geld kommt, kommt es im Jahr nach der Rechnung."
            )
            yield table
        else:
            yield Text("Nach dem, was bekannt ist, muss kein Geld vorgestreckt werden.")

    def _afterwards(self) -> Iterator[Part]:
        yield Heading("Folgekosten nach der Förderung")
        if not self.plan.after_funding:
            yield Text("Laufende Kosten nach der Förderung sind nicht angegeben. Bitte vor dem Beschluss klären.")
            return
        yield Text(
            "Die Zuschüsse dieses Plans sind dann zu Ende. Was jetzt nicht anders gedeckt wird, trägt der Haushalt."
        )
        yield after_table(self.dossier)

    def _alternatives(self) -> Iterator[Part]:
        yield Heading("Alternativen")
        yield plans_table(self.dossier)
        yield Text("„bedingt“ heißt: Der Plan beruht auf etwas, das noch niemand sicher weiß.", "note")
        if self.plan.grants:
            yield Text("Was eine Absage kostet, steht im Abschnitt „Risiken“.", "note")

    def _timetable(self) -> Iterator[Part]:
        yield Heading("Zeitplan")
        yield short_steps_table(step for step in steps_of(self.dossier) if step.what in DECISIVE)

    def _enclosures(self) -> Iterator[Part]:
        yield Heading("Anlagen")
        yield Bullets(
            (
                "Kosten- und Finanzierungsplan (Tabelle und PDF)",
                "Verstetigungsplan: wie es nach der Förderung weitergeht",
                *(f"Prüfliste und Datenblatt zum Antrag „{name}“" for name in self.dossier.grant_names),
            )
        )
