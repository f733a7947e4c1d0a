"""Every cent of a plan has a payer, and all sums agree with the plan's own."""

from __future__ import annotations

from quartier.model.answers import PlanAnswer
from quartier.model.project import Project
from quartier.portal.plans.money import Money, Names, total


def test_payers_add_up_to_the_costs(village: tuple[Project, PlanAnswer]) -> None:
    project, answer = village
    for plan in answer.plans:
        money = Money(plan, Names(project))
        assert sum(payer.total for payer in money.payers) == plan.total_costs == money.cost()
        for year in money.years:
            assert sum(payer.in_year(year) for payer in money.payers) == money.cost(year)
        for item in money.items:
            assert sum(payer.for_item(item) for payer in money.payers) == money.cost(item=item)
        for cell in plan.cells:
            found = money.at(cell.item, cell.year)
            assert found is not None
            _, parts = found
            assert sum(cents for _, cents in parts) == cell.cost
        assert sum(p.total for p in money.payers if p.kind == "own") == plan.own_total
        assert sum(p.total for p in money.payers if p.kind == "gap") == money.gap == total(plan.open_gap)


def test_what_stands_beside_a_plan(village: tuple[Project, PlanAnswer]) -> None:
    project, answer = village
    most = Money(answer.plans[0], Names(project))

    assert (most.uncertain, most.prefinance, most.gap) == (5, 1_480_000, 0)
    assert most.at("umbau", 2030) is None
    assert [payer.label for payer in most.payers][-2:] == [
        "Eigenes Geld Gemeinde",
        "Eigenes Geld Bürgergemeinschaft e. V.",
    ]
    assert [payer.series for payer in most.payers][-2:] == ["own0", "own1"]
