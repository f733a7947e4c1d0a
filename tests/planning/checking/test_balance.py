"""C1: everything adds up, and nobody gives more than there is."""

import pytest
from tests.planning.checking.conftest import Ask, check, edition, plan, project

from quartier.model.answers import Plan

LAND = edition("land")
ASK = Ask(programme="land", pays={("umbau", 2027): 50_000})


def changed(made: Plan, **more: object) -> Plan:
    return Plan.model_validate({**made.model_dump(mode="python"), **more})


def cell_changed(made: Plan, place: int, **more: object) -> Plan:
    cells = [cell.model_dump() for cell in made.cells]
    cells[place].update(more)
    return changed(made, cells=cells)


def test_a_plan_that_adds_up_breaks_nothing() -> None:
    assert check(project(), plan(project(), ASK), LAND) == []


def test_a_plan_without_grants_breaks_nothing() -> None:
    assert check(project(), plan(project())) == []


def test_a_euro_too_little_in_a_cell() -> None:
    made = cell_changed(plan(project(), ASK), 0, own=49_999_00)

    assert check(project(), made, LAND) == [
        ("C1", "umbau 2027: gedeckt sind 99.999 € von 100.000 €."),
        ("C1", "Eigenmittel: 115.000 €, zusammengezählt 114.999 €."),
        ("C1", "Eigenmittel gemeinde 2027: 80.000 €, zusammengezählt 79.999 €."),
    ]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("total_costs", "Gesamtkosten: 165.000,01 €, zusammengezählt 165.000 €."),
        ("grants_total", "Zuschüsse: 50.000,01 €, zusammengezählt 50.000 €."),
        ("own_total", "Eigenmittel: 115.000,01 €, zusammengezählt 115.000 €."),
    ],
)
def test_a_total_a_cent_too_high(field: str, text: str) -> None:
    made = plan(project(), ASK)

    assert check(project(), changed(made, **{field: getattr(made, field) + 1}), LAND) == [("C1", text)]
