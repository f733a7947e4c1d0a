"""Check list and data sheet of one application: what is met, open, unknown; every figure a form asks for."""

from typing import Any

import pytest
from tests.documents.reading import headings, points, tables, texts
from tests.documents.samples import EXAMPLES, dossier, example, town
from tests.planning.checking.conftest import block, edition

from quartier.documents.application import application_paper
from quartier.documents.paper import Paper
from quartier.planning.answer import plan_project

KNOWN = "Es gibt einen Partner."
OPEN = "Mindestens sieben Freiwillige machen mit."


def paper(**more: Any) -> Paper:  # noqa: ANN401 - any field of an edition
    """The paper for a programme with a condition that is met and one that is open."""
    conditions = [
        {"id": "partner", "text": KNOWN, "source": "s", "when": {"fact": "applicant.partner", "is": True}},
        {"id": "viele", "text": OPEN, "source": "s", "when": {"fact": "volunteers", "at_least": 7}},
    ]
    party = {"id": "gemeinde", "type": "municipality", "name": "Gemeinde", "facts": {"partner": True}}
    return application_paper(dossier(town(parties=[party]), edition("land", conditions=conditions, **more)), 0)


def test_conditions_open_ones_first_with_what_was_answered_and_the_source() -> None:
    made = paper()

    assert tables(made)["Offenes steht zuerst"].rows == (
        ("☐ offen", f"{OPEN} [1]", "Volunteers: verlangt mindestens 7, noch offen."),
        ("☑ erfüllt", f"{KNOWN} [1]", "Applicant.partner: verlangt ja, angegeben ja."),
    )
    assert tables(made)["Quellen der Angaben in diesem Dokument"].rows[0] == (
        "[1]",
        "Richtlinie, Stand 2026",
        "keine Adresse",
    )


def test_documents_the_programme_names_are_to_be_ticked() -> None:
    made = paper(steps=[{"text": "Die Satzung beilegen.", "source": "s"}])

    assert points(made)[0] == (
        "Die Satzung beilegen. [1]",
        "Kosten- und Finanzierungsplan (liegt diesem Paket bei)",
        "Beschluss des zuständigen Gremiums über Vorhaben und eigenes Geld",
    )


def test_what_nobody_knows_is_to_be_asked_for() -> None:
    made = paper(unknown=["payout", "combining"])

    assert "Das sagt keine Quelle. Fragen Sie vor dem Antrag bei: Regierungspräsidium." in texts(made)
    assert points(made)[1] == (
        f"Bedingung noch offen: {OPEN}",
        "Auszahlung",
        "Kombination mit anderen Programmen",
    )


def test_the_whole_calculation_from_costs_to_the_amount() -> None:
    of = dossier(
        town(costs=[{"id": "a", "kind": "fees", "label": "Rat", "net": {2027: 10_000}, "vat_rate": 19}]),
        edition("land", block(rate=40, base={"vat": "excluded"})),
    )
    found = tables(application_paper(of, 0))

    assert found["Was von den Kosten zählt"].head == ("Kostenposten", "Jahr", "Kosten", "− Umsatzsteuer", "zählt")
    assert found["Was von den Kosten zählt"].rows[0] == ("Rat", "2027", 1_190_000, -190_000, 1_000_000)
    assert found["Was beantragt wird"].rows[0] == ("Rat", "2027", 1_000_000, "40 %", 400_000, 400_000)
    assert found["Finanzierungsplan dieses Antrags"].rows == (
        ("LAND (dieser Antrag)", "Zuschuss (beantragen)", 400_000),
        ("Eigenes Geld gemeinde", "Eigenes Geld", 790_000),
        ("zusammen", "", 1_190_000),
    )
    assert "Erlaubt sind 4.000 €; abzurunden ist nichts." in texts(application_paper(of, 0))


def test_without_the_calculation_the_costs_are_named() -> None:
    of = dossier()
    (plan,) = plan_project(of.project, of.catalogue, {}, ["least_own_funds"]).plans
    plain = type(of)(of.project, plan, of.catalogue, of.as_of)

    assert tables(application_paper(plain, 0))["Kosten, die dieser Antrag nennt"].rows == (
        ("Stelle", 6_000_000),
        ("zusammen", 6_000_000),
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_fact_of_every_example_once(name: str) -> None:
    of = example(name)

    for position, grant in enumerate(of.plan.grants):
        made = application_paper(of, position)
        answers = tables(made)["Was Sie im Förderbaukasten angegeben haben"].rows
        assert len({row[0] for row in answers}) == len(answers) >= len(of.parties[grant.party].facts)
        assert len(tables(made)["Offenes steht zuerst"].rows) == len(of.reasons_of(grant)) > 0
        assert headings(made)[-1] == "Quellen"


def test_what_was_granted_and_the_aid_of_the_applicant_stand_on_the_data_sheet() -> None:
    parties = [
        {"id": "gemeinde", "type": "municipality", "name": "Gemeinde"},
        {"id": "verein", "type": "registered_association", "name": "Verein"},
    ]
    granted = [{"programme": "bund", "party": "verein", "amount": "1.000,50", "decided_on": "2025-03-01"}]
    aid = [
        {"amount": 900, "decided_on": "2024-05-02"},
        {"party": "gemeinde", "amount": 100, "decided_on": "2025-05-02", "kind": "sgei_de_minimis"},
        {"party": "verein", "amount": 77, "decided_on": "2024-05-02"},
    ]
    of = dossier(town(parties=parties, granted=granted, aid_received=aid), edition("land"))
    found = tables(application_paper(of, 0))

    assert found["Für dieses Vorhaben schon bewilligt"].rows == (
        ("bund", "Verein", "01.03.2025", 100_050),
        ("zusammen", "", "", 100_050),
    )
    assert found["Angegebene frühere Beihilfen"].rows == (
        ("De-minimis-Beihilfe", "02.05.2024", 90_000),
        ("DAWI-De-minimis-Beihilfe", "02.05.2025", 10_000),
    )
    assert not {"Für dieses Vorhaben schon bewilligt", "Angegebene frühere Beihilfen"} & set(tables(paper()))
