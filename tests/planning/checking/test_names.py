"""`form`: a plan that names what does not exist is not computed."""

import pytest
from tests.planning.checking.conftest import Ask, block, changed, check, edition, grant_changed, plan, project

ASK = Ask(programme="land", pays={("umbau", 2027): 50_000})


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"programme": "bund"}, "bund, Ausgabe 2026, Baustein block: nicht im Katalog."),
        ({"edition": "2025"}, "land, Ausgabe 2025, Baustein block: nicht im Katalog."),
        ({"block": "other"}, "land, Ausgabe 2026, Baustein other: nicht im Katalog."),
        ({"party": "kreis"}, "land: Antragsteller kreis ist im Vorhaben unbekannt."),
        ({"claims": ("umbau", "turm")}, "land: den Posten turm gibt es nicht."),
        ({"start": None}, "land: kein Förderzeitraum (None bis 2028-12)."),
        ({"start": "2029-01"}, "land: kein Förderzeitraum (2029-01 bis 2028-12)."),
        ({"financing": "deficit"}, "land: als deficit geplant, der Baustein ist proportional."),
    ],
)
def test_names_of_a_grant(change: dict[str, object], text: str) -> None:
    made = grant_changed(plan(project(), ASK), 0, **change)

    assert check(project(), made, edition("land")) == [("form", text)]


@pytest.mark.parametrize("financing", ["loan", "prize"])
def test_loans_and_prizes_are_never_planned(financing: str) -> None:
    land = edition("land", block(financing=financing))

    assert check(project(), plan(project(), ASK), land) == [
        ("form", "land: Darlehen und Preise sind keine Zuschüsse und nicht planbar.")
    ]


def test_names_of_a_cell() -> None:
    made = plan(project(), ASK)
    first, *others = (cell.model_dump() for cell in made.cells)
    wrong = [{**first, "grants": [{"grant": 1, "amount": 1}]}, *others, others[-1], {**first, "item": "turm"}]

    assert check(project(), changed(made, cells=wrong), edition("land")) == [
        ("form", "fest 2028 kommt 2-mal vor."),
        ("form", "Den Posten turm gibt es nicht."),
        ("form", "umbau 2027: einen Zuschuss Nr. 1 gibt es im Plan nicht."),
    ]
