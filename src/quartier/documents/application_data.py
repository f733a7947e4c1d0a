"""The data sheet of one application: project, applicant, facts, costs with the whole calculation, financing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from quartier.catalogue.paying import STATE_AID
from quartier.documents.dossier import Dossier
from quartier.documents.ledger import Kind, ledger_of
from quartier.documents.paper import Bullets, Citations, Facts, Heading, Part, Table, Text
from quartier.documents.passages import Row, with_sum
from quartier.matching.wording import german_date, given_words, label_of, listed
from quartier.model.answers import Arithmetic, CostLine, Grant
from quartier.model.conditions import FactValue
from quartier.model.vocabulary import Origin
from quartier.planning.plan_words import result_words

_Column = tuple[str, Callable[[CostLine], int]]

_DEDUCTIONS: tuple[_Column, ...] = (
    ("− Umsatzsteuer", lambda line: -line.vat),
    ("− über Obergrenze", lambda line: -line.cap),
    ("− außerhalb", lambda line: -line.outside),
)


def data_sheet(dossier: Dossier, grant: Grant, citations: Citations) -> Iterator[Part]:
    """Everything a form may ask for, each thing once."""
    yield Heading("Datenblatt")
    yield Text("Zum Abschreiben in den Antrag. Quartier reicht nichts ein.", "note")
    yield Heading("Vorhaben und Antragsteller", 2)
    yield _who(dossier, grant)
    yield Heading("Angaben", 2)
    answers = _facts(dossier, grant)
    yield answers if answers.rows else Text("Weitere Angaben sind im Vorhaben nicht gemacht.")
    yield Heading("Kosten dieses Antrags", 2)
    if grant.arithmetic is None:
        yield _claims(dossier, grant)
    else:
        yield from _calculation(dossier, grant.arithmetic, citations)
    yield Heading("Finanzierung dieser Kosten", 2)
    yield _financing(dossier, grant)
    yield from _decided(dossier, grant)


def _who(dossier: Dossier, grant: Grant) -> Facts:
    vocabulary, project, party = dossier.catalogue.vocabulary, dossier.project, dossier.parties[grant.party]
    partners = [name for identity, name in dossier.party_names.items() if identity != party.id]
    topics = listed([vocabulary.label("topics", topic) for topic in project.topics], "und")
    return Facts(
        (
            ("Titel", dossier.title),
            ("Ort", dossier.place_name or "bitte ergänzen"),
            ("Gemeindeschlüssel", project.place.ags or "bitte ergänzen"),
            ("Zeitraum", dossier.period_words),
            ("Handlungsfelder", topics or "bitte ergänzen"),
            ("Antragsteller", f"{dossier.party_names[party.id]} ({vocabulary.label('parties', party.type)})"),
            ("Partner", listed(partners, "und") or "keine"),
        )
    )


def _facts(dossier: Dossier, grant: Grant) -> Table:
    """What was answered about the project, its place and the applicant; what the applicant says goes first."""
    vocabulary = dossier.catalogue.vocabulary
    given: dict[str, FactValue | None] = {**dict(dossier.place), **dossier.project.facts}
    given |= _of_party(dossier.parties[grant.party].facts, vocabulary.facts)
    rows = tuple(
        (label_of(name, vocabulary), given_words(name, value, vocabulary))
        for name, value in given.items()
        if value is not None and name in vocabulary.facts and vocabulary.facts[name].origin is not Origin.DERIVED
    )
    return Table(
        "Was Sie im Förderbaukasten angegeben haben",
        ("Angabe", "Antwort"),
        tuple(sorted(rows, key=_alphabetical)),
        widths=(5, 4),
    )


def _alphabetical(row: Row) -> str:
    return str(row[0]).casefold()


def _of_party(facts: Mapping[str, FactValue | None], known: Mapping[str, object]) -> dict[str, FactValue | None]:
    """A party's `public_benefit` is the fact `applicant.public_benefit`, unless there is one of the plain name."""
    return {name if name in known else f"applicant.{name}": value for name, value in facts.items()}


def _claims(dossier: Dossier, grant: Grant) -> Table:
    """The costs this grant counts, where the calculation was not asked for."""
    ledger = ledger_of(dossier)
    rows: list[Row] = [(dossier.item_names[item], ledger.cost(item)) for item in grant.claims]
    return Table(
        "Kosten, die dieser Antrag nennt", ("Kostenposten", "Kosten"), with_sum(rows), total=True, widths=(3, 1)
    )


def _calculation(dossier: Dossier, given: Arithmetic, citations: Citations) -> Iterator[Part]:
    yield _counted(dossier, given)
    yield Bullets(tuple(f"{note.text}{citations.mark(note.source)}" for note in given.rules))
    if given.kinds or given.in_kind:
        yield _base(given)
    yield _paid(dossier, given)
    limits = tuple((f"{limit.text}{citations.mark(limit.source)}", limit.slack) for limit in given.limits)
    yield Table("Grenzen für den Betrag, die engste zuerst", ("Grenze", "noch Luft"), limits, widths=(6, 2))
    yield Text(result_words(given), "strong")


def _counted(dossier: Dossier, given: Arithmetic) -> Table:
    """From the costs to what counts of them; columns of nothing are left out."""
    taken = [entry for entry in _DEDUCTIONS if any(entry[1](line) for line in given.lines)]
    columns: list[_Column] = [("Kosten", lambda line: line.cost), *taken, ("zählt", lambda line: line.counted)]
    rows: list[Row] = [
        (dossier.item_names[line.item], str(line.year), *(value(line) for _, value in columns)) for line in given.lines
    ]
    head = ("Kostenposten", "Jahr", *(title for title, _ in columns))
    widths = (5, 2, *(3 for _ in columns))
    return Table("Was von den Kosten zählt", head, with_sum(rows), total=True, widths=widths)


def _base(given: Arithmetic) -> Table:
    rows: list[Row] = [("was zählt, zusammen", sum(line.counted for line in given.lines))]
    rows += [(f"− {kind.name} ({kind.text})", -kind.cut) for kind in given.kinds]
    if given.in_kind:
        rows.append(("+ Eigenleistung", given.in_kind))
    rows.append(("Bemessungsgrundlage", given.base + given.in_kind))
    caption = "Bemessungsgrundlage heißt: der Betrag, auf den der Fördersatz gerechnet wird"
    return Table(caption, ("Schritt", "Betrag"), tuple(rows), total=True, widths=(3, 1))


def _paid(dossier: Dossier, given: Arithmetic) -> Table:
    rows: list[Row] = [
        (dossier.item_names[line.item], str(line.year), line.counted, line.rate or "–", line.most, line.paid)
        for line in given.lines
    ]
    head = ("Kostenposten", "Jahr", "zählt", "Satz", "höchstens", "beantragt")
    return Table("Was beantragt wird", head, with_sum(rows), total=True, widths=(5, 2, 3, 2, 3, 3))


def _financing(dossier: Dossier, grant: Grant) -> Table:
    """Who pays the costs that this application counts."""
    ledger = ledger_of(dossier)
    rows: list[Row] = [
        (source.label, source.kind.value, amount)
        for source in ledger.sources
        if (amount := sum(ledger.paid(source, item) for item in grant.claims))
    ]
    this = next(n for n, entry in zip(dossier.grant_names, dossier.plan.grants, strict=True) if entry is grant)
    rows = [
        (f"{row[0]} (dieser Antrag)" if row[0] == this and row[1] == Kind.GRANT else row[0], *row[1:]) for row in rows
    ]
    head = ("Wer zahlt", "Art", "Betrag")
    return Table("Finanzierungsplan dieses Antrags", head, with_sum(rows), total=True, widths=(6, 4, 3))


def _decided(dossier: Dossier, grant: Grant) -> Iterator[Part]:
    """What the project and the applicant got before: funders ask for both, and the sum of aid is limited."""
    project = dossier.project
    grants: list[Row] = [
        (
            dossier.catalogue.name_of(entry.programme),
            dossier.party_names[project.party_of(entry.party)],
            german_date(entry.decided_on),
            entry.amount,
        )
        for entry in project.granted
    ]
    mine = [entry for entry in project.aid_received if project.party_of(entry.party) == grant.party]
    aid: list[Row] = [(STATE_AID[entry.kind], german_date(entry.decided_on), entry.amount) for entry in mine]
    if grants:
        yield Heading("Schon bewilligte Zuschüsse", 2)
        head = ("Programm", "Empfänger", "Bescheid vom", "Betrag")
        yield Table("Für dieses Vorhaben schon bewilligt", head, with_sum(grants), total=True, widths=(6, 4, 3, 3))
    if aid:
        yield Heading("De-minimis-Beihilfen des Antragstellers", 2)
        columns = ("Art", "Bescheid vom", "Betrag")
        yield Table("Angegebene frühere Beihilfen", columns, tuple(aid), widths=(6, 3, 3))
