"""Plans after the funders' decisions: smaller, larger and refused grants, and sums that stay exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.settling.sample import grant, plan

from quartier.model.answers import CellGrant, Plan
from quartier.planning.settling.decided import Decision, TooMuchError, decided_plan
from quartier.planning.settling.findings import plan_findings

PLAN = plan(
    {"bau": 100_000, "kurse": 40_000},
    grant("land", "proportional", {"bau": 50_000, "kurse": 10_000}),
    grant("taler", "fixed_amount", {"kurse": 20_000}),
    third_party={"spenden": {"bau": 10_000}},
)


def _who(plan: Plan) -> dict[str, tuple[tuple[CellGrant, ...], int, int]]:
    return {cell.item: (cell.grants, cell.own, cell.open_gap) for cell in plan.cells}


def test_without_decisions_nothing_changes() -> None:
    decided = decided_plan(PLAN, {})

    assert (decided.plan.grants, decided.plan.cells) == (PLAN.grants, PLAN.cells)
    assert (decided.plan.own_total, decided.positions) == (PLAN.own_total, (0, 1))


def test_a_smaller_grant_leaves_a_gap_in_the_same_proportion() -> None:
    decided = decided_plan(PLAN, {0: Decision(30_000)}).plan

    assert [g.amount for g in decided.grants] == [30_000, 20_000]
    assert [(p.item, p.amount) for p in decided.grants[0].items] == [("bau", 25_000), ("kurse", 5_000)]
    assert _who(decided) == {
        "bau": ((CellGrant(grant=0, amount=25_000),), 40_000, 25_000),
        "kurse": ((CellGrant(grant=0, amount=5_000), CellGrant(grant=1, amount=20_000)), 10_000, 5_000),
    }
    assert (decided.grants_total, decided.own_total) == (50_000, PLAN.own_total)


def test_a_refused_grant_is_gone_and_the_next_takes_its_number() -> None:
    decided = decided_plan(PLAN, {0: Decision(0)})

    assert [g.programme for g in decided.plan.grants] == ["taler"]
    assert decided.positions == (1,)
    assert _who(decided.plan) == {
        "bau": ((), 40_000, 50_000),
        "kurse": ((CellGrant(grant=0, amount=20_000),), 10_000, 10_000),
    }


def test_a_larger_grant_closes_gaps_and_then_spares_own_money() -> None:
    decided = decided_plan(PLAN, {0: Decision(50_000), 1: Decision(25_000)}).plan

    assert _who(decided) == {
        "bau": ((CellGrant(grant=0, amount=41_667),), 40_000, 8_333),
        "kurse": ((CellGrant(grant=0, amount=8_333), CellGrant(grant=1, amount=25_000)), 6_667, 0),
    }


def test_more_than_there_are_costs_is_refused_in_words() -> None:
    with pytest.raises(TooMuchError, match=r"Höchstens 300 €: Mehr Kosten"):
        decided_plan(PLAN, {1: Decision(90_000)})


def test_recognised_costs_replace_those_of_the_plan() -> None:
    decided = decided_plan(PLAN, {0: Decision(30_000, 60_000)}).plan

    assert decided.grants[0].base == 60_000


@given(first=st.integers(0, 60_000), second=st.integers(0, 20_000), other=st.booleans())
def test_every_decision_leaves_a_plan_without_contradiction(*, first: int, second: int, other: bool) -> None:
    decided = decided_plan(PLAN, {0: Decision(first)} | ({1: Decision(second)} if other else {})).plan

    assert list(plan_findings(decided)) == []
    assert decided.grants_total + sum(c.own + c.open_gap for c in decided.cells) == 130_000
