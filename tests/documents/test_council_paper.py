"""The draft for the council: what is proposed, every figure by budget year, alternatives, risks, sources."""

import datetime as dt

import pytest
from tests.documents.reading import headings, points, tables, texts
from tests.documents.samples import COUNCIL, EXAMPLES, dossier, example, town, with_deadline
from tests.planning.checking.conftest import block, project

from quartier.documents.council_paper import BLANK, council_paper
from quartier.documents.dossier import Dossier
from quartier.documents.paper import Facts

JUNE = dt.date(2026, 6, 2)


def small() -> Dossier:
    """A town with one application, a meeting early enough, and costs afterwards."""
    return dossier(town(running_costs_after={2029: 12_000}), with_deadline("2026-06-30"), council=(JUNE,))


def test_chapters_in_the_order_councils_know() -> None:
    assert headings(council_paper(small())) == [
        "Auf einen Blick",
        "Beratungsgegenstand",
        "Beschlussvorschlag (Entwurf)",
        "Sachverhalt",
        "Förderung: welche Programme und warum",
        "RUNDE",
        "Finanzielle Auswirkungen",
        "Je Haushaltsjahr",
        "Eigenes Geld",
        "Vorfinanzierung",
        "Folgekosten nach der Förderung",
        "Alternativen",
        "Risiken",
        "Hinweise",
        "Wenn es anders kommt",
        "Zeitplan",
        "Anlagen",
        "Begriffe",
        "Quellen",
    ]


def test_what_the_council_is_to_decide() -> None:
    assert points(council_paper(small()))[0] == (
        "Dem Vorhaben „Dorfhaus“ mit Kosten von 60.000 € und dem Finanzierungsplan wird zugestimmt.",
        "Beantragt wird „RUNDE“ mit bis zu 30.000 €, Antrag bis 30.06.2026.",
        "In den Haushalt kommt der Eigenanteil: 15.000 € (2027) und 15.000 € (2028).",
        "Vorzustrecken sind bis zum Jahresende höchstens: 15.000 € (2027) und 15.000 € (2028).",
        "Aufträge werden erst vergeben, wenn der Bescheid oder eine schriftliche Erlaubnis zum Beginn da ist.",
        "Über den Betrieb nach der Förderung wird bis zum 30.09.2028 entschieden.",
    )


def test_every_figure_by_budget_year() -> None:
    found = tables(council_paper(small()))

    assert found["Finanzierung je Haushaltsjahr"].shown() == [
        ["RUNDE", "15.000\xa0€", "15.000\xa0€", "30.000\xa0€"],
        ["Eigenes Geld gemeinde", "15.000\xa0€", "15.000\xa0€", "30.000\xa0€"],
        ["Finanzierung zusammen", "30.000\xa0€", "30.000\xa0€", "60.000\xa0€"],
    ]
    assert found["Folgekosten nach der Förderung"].rows[0] == ("2029", 1_200_000, 0, 1_200_000)
    assert found["Dieser Plan und die Alternativen"].rows == (
        ("Dieser Plan: wenig eigenes Geld (bewiesen)", "1", 3_000_000, 3_000_000, 0),
        ("Ohne neue Förderung", "0", 0, 6_000_000, 0),
    )
    assert found["Was mit dem eigenen Geld geschieht, wenn es anders kommt"].rows[-1] == (
        "„RUNDE“ lehnt ab",
        6_000_000,
        "30.000 € mehr",
    )


def test_the_meeting_is_named_where_known_and_left_blank_where_not() -> None:
    def meeting(of: Dossier) -> str:
        return next(dict(part.pairs)["Sitzung am"] for part in council_paper(of).parts if isinstance(part, Facts))

    assert meeting(small()) == "02.06.2026"
    assert meeting(dossier()) == BLANK
    assert meeting(example("quartierszentrum", *COUNCIL)) == "09.06.2026", "not the day of the partner's board"


def test_partners_apply_for_themselves() -> None:
    paper = council_paper(dossier(project(), with_deadline("2026-06-30")))

    assert points(paper)[0][-1] == (
        "Zur Kenntnis genommen wird, dass Partner selbst beantragen: „RUNDE (verein)“ (verein)."
    )


def test_money_paid_in_advance_need_not_be_advanced() -> None:
    paper = council_paper(dossier(town(), with_deadline("2026-06-30", blocks=[block(payout="advance")])))

    assert "Nach dem, was bekannt ist, muss kein Geld vorgestreckt werden." in texts(paper)
    assert not any(point.startswith("Vorzustrecken") for point in points(paper)[0])


def test_without_a_town_the_board_decides() -> None:
    paper = council_paper(example("dorfladen"))

    assert paper.kind == "Beschlussvorlage (Entwurf)"
    assert "Der Vorstand beschließt:" in texts(paper)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_names_its_programmes_figures_and_what_is_open(name: str) -> None:
    of = example(name, *COUNCIL)
    paper = council_paper(of)
    said = " ".join(texts(paper))

    assert set(of.grant_names) <= set(headings(paper))
    assert all(text in said for grant in of.plan.grants for text in grant.open_texts)
    assert all(caution.text in said for caution in of.plan.warnings)
    own = tables(paper)["Eigenes Geld je Partner und Jahr"]
    assert own.rows[-1][-1] == of.plan.own_total


def test_a_plan_without_grants_says_so() -> None:
    assert "Dieser Plan kommt ohne neue Zuschüsse aus." in texts(council_paper(example("quartierszentrum", plan=2)))
