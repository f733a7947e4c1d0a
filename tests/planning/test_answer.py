"""The answer of `quartier plan`: what is in it, equal plans merged, nothing shown that the checker refuses."""

import json

import pytest
from tests.planning.checking.conftest import block, cell_changed, check, edition
from tests.planning.conftest import answer, best, catalogue, costing, item

from quartier.model.answers import ObjectiveName, PlanAnswer
from quartier.planning.answer import OBJECTIVE_NAMES, Extras, _merged, plan_project

HOUSE = costing(item("haus", {2027: 10_000, 2028: 4_000}), item("fest", 500, "materials", party="verein"))


def objectives(found: PlanAnswer) -> list[tuple[ObjectiveName, ...]]:
    return [plan.objectives for plan in found.plans]


def test_equal_plans_once_with_all_they_serve() -> None:
    found = answer(HOUSE, edition("a"), objectives=OBJECTIVE_NAMES)

    assert objectives(found) == [("least_own_funds", "safest", "lasting"), ("fewest_applications",)]
    assert [plan.objective for plan in found.plans] == ["least_own_funds", "fewest_applications"]
    assert objectives(answer(HOUSE, objectives=OBJECTIVE_NAMES)) == [OBJECTIVE_NAMES]


def test_different_plans_stay_apart() -> None:
    opened = [{"id": "c", "text": "Holz", "source": "s", "when": {"fact": "timber", "is": True}}]
    found = answer(
        HOUSE, edition("a", block(rate=80, conditions=opened)), edition("b"), objectives=("safest", "lasting")
    )

    assert objectives(found) == [("safest",), ("lasting",)]
    assert [plan.conditional for plan in found.plans] == [False, True]
    assert [[grant.conditions_open for grant in plan.grants] for plan in found.plans] == [
        [(), ()],
        [("c",), ("c",), (), ()],
    ]


def test_only_the_wanted_objectives() -> None:
    assert objectives(answer(HOUSE, edition("a"), objectives=("lasting",))) == [("lasting",)]


def test_every_table_of_a_plan() -> None:
    donations = [{"id": "s", "kind": "donations", "amounts": {2028: 300}}]
    of = costing(
        item("haus", {2027: 10_000, 2028: 4_000}),
        item("fest", 500, "materials", party="verein"),
        third_party=donations,
        own_funds={"gemeinde": {2027: 4_000, 2028: 2_000}},
        running_costs_after={2029: 700},
        in_kind=[{"party": "verein", "hours": {2027: 10}}],
    )
    plan = best(of, edition("a", block(rate=50, in_kind={"rate_per_hour": 10})))

    assert (plan.total_costs, plan.grants_total, plan.own_total) == (14_500_00, 7_300_00, 5_900_00)
    assert plan.own == {"gemeinde": {2027: 4_000_00, 2028: 1_700_00}, "verein": {2027: 200_00}}
    assert plan.open_gap == {"gemeinde": {2027: 1_000_00}}
    assert plan.third_party == {"s": {2028: 300_00}}
    assert plan.in_kind == {"verein": {2027: 100_00}}
    assert plan.after_funding == {2029: 700_00}
    assert [(c.item, c.year, c.party, c.cost, c.own, c.open_gap) for c in plan.cells] == [
        ("haus", 2027, "gemeinde", 10_000_00, 4_000_00, 1_000_00),
        ("haus", 2028, "gemeinde", 4_000_00, 1_700_00, 0),
        ("fest", 2027, "verein", 500_00, 200_00, 0),
    ]
    assert [(g.party, g.amount, g.by_year, g.claims, g.base, g.in_kind) for g in plan.grants] == [
        ("gemeinde", 7_000_00, {2027: 5_000_00, 2028: 2_000_00}, ("haus",), 14_000_00, 0),
        ("verein", 300_00, {2027: 300_00}, ("fest",), 500_00, 100_00),
    ]
    assert (str(plan.start), plan.checked, plan.status, plan.gap) == ("2027-01", True, "optimal", None)


def test_what_is_unclear_stands_at_both_grants() -> None:
    unknown = [{"with": {"any": True}, "rule": "unknown"}]
    plan = best(costing(item("haus", 10_000)), edition("a", block(rate=40), combining=unknown), edition("b"))
    sentence = (
        "Ob sich das Programm mit „{}“ verbinden lässt, sagt keine Quelle. Bitte erfragen bei: Regierungspräsidium"
    )

    assert plan.conditional
    assert [grant.unclear_with for grant in plan.grants] == [("B",), ("A",)]
    assert [grant.assumes for grant in plan.grants] == [(sentence.format("B"),), (sentence.format("A"),)]


def test_an_item_without_a_purpose_is_assumed_to_fit() -> None:
    of = costing({**item("haus", 10_000), "measure": None})
    plan = best(of, edition("a", block(base={"vat": "included", "measures": ["building"]})))

    assert plan.conditional
    assert [grant.assumes for grant in plan.grants] == [
        (
            (
                "Wofür „haus“ bestimmt ist (`measure`), steht nicht im Vorhaben. "
                "Der Posten zählt nur, wenn es zum Programm passt."
            ),
        )
    ]


def test_the_answer_names_project_day_and_catalogue() -> None:
    found = answer(HOUSE, edition("a"), edition("b"))

    assert (found.project, str(found.as_of)) == ("Dorfhaus", "2026-03-01")
    assert (found.catalogue.editions, found.catalogue.digest) == (2, "sha256:0")


def test_the_answer_survives_json() -> None:
    found = answer(HOUSE, edition("a"), objectives=OBJECTIVE_NAMES)
    text = found.model_dump_json()

    assert PlanAnswer.model_validate_json(text) == found
    assert json.loads(text)["plans"][0]["grants"][0]["amount"] == "7000.00"


@pytest.mark.parametrize("name", ["own", "open_gap", "cost"])
def test_the_checker_refuses_what_does_not_add_up(name: str) -> None:
    """A plan is shown only after `check_plan` has found nothing; changed by a euro it finds something."""
    plan = best(HOUSE, edition("a"))

    assert check(HOUSE, plan, edition("a")) == []
    assert check(HOUSE, cell_changed(plan, 0, **{name: getattr(plan.cells[0], name) + 100}), edition("a")) != []


def test_a_lack_of_time_is_no_conflict() -> None:
    """A plan without any grant is always possible where no programme is wanted."""
    found = plan_project(HOUSE, catalogue(edition("a"), edition("b")), {}, limit=1e-9)

    assert found.infeasible is None
    assert all(plan.checked for plan in found.plans)


def test_the_order_of_the_catalogue_decides_only_ties() -> None:
    lands = [edition("a", block(rate=30)), edition("b", block(rate=40)), edition("c", block(rate=50))]
    there = plan_project(HOUSE, catalogue(*lands), {}).plans[0]
    back = plan_project(HOUSE, catalogue(*reversed(lands)), {}).plans[0]

    assert (there.own_total, there.grants_total) == (back.own_total, back.grants_total)


def test_it_tells_what_it_computes_next() -> None:
    heard: list[str] = []
    extras = Extras(refused=("a",), compare=True, effects=True)
    plan_project(HOUSE, catalogue(edition("a"), edition("b")), {}, extras=extras, tell=heard.append)

    assert heard == [*OBJECTIVE_NAMES, "effects", "refusals", "compare"]


def test_what_must_be_advanced_by_party_and_year() -> None:
    """Only grants that are paid afterwards, at the party whose costs they pay."""
    late = edition("a", block(rate=50, payout="reimbursement"))
    soon = edition("b", block(rate=10, payout="advance"))
    plan = best(HOUSE, late, soon)

    late_amounts = [grant.amount for grant in plan.grants if grant.payout == "reimbursement"]
    assert plan.prefinance == {"gemeinde": {2027: 5_000_00, 2028: 2_000_00}, "verein": {2027: 250_00}}
    assert sum(sum(years.values()) for years in plan.prefinance.values()) == sum(late_amounts) < plan.grants_total


def test_a_merged_plan_is_proven_only_if_it_is_for_all_its_objectives() -> None:
    made = best(HOUSE, edition("a"))
    other = made.model_copy(update={"objective": "lasting", "status": "feasible", "gap": 300, "unproven": ("own",)})
    tied = made.model_copy(update={"unproven": ("order",)})
    (merged,) = _merged([tied, other])

    assert merged.objectives == ("least_own_funds", "lasting")
    assert (merged.objective, merged.status, merged.gap) == ("least_own_funds", "feasible", 300)
    assert merged.unproven == ("order", "own")
