"""What must be advanced for grants that are paid afterwards."""

import pytest
from tests.planning.checking.conftest import Ask, block, changed, check, edition, plan, project

HOUSE, POST, LATER, FEAST = ("umbau", 2027), ("stelle", 2027), ("stelle", 2028), ("fest", 2028)
OF = project()
LATE = edition("land", block(rate=50, payout="reimbursement"))
SOON = edition("bund", block(rate=20, payout="advance"), level="federal")
CLUB = edition("kasse", block(rate=50, payout="reimbursement"), level="care_fund")
ASKS = (
    Ask(programme="land", pays={HOUSE: 10_000, POST: 2_000, LATER: 3_000}),
    Ask(programme="bund", pays={HOUSE: 1_000}),
    Ask(programme="kasse", party="verein", pays={FEAST: 500}),
)
RIGHT = {"gemeinde": {2027: 12_000_00, 2028: 3_000_00}, "verein": {2028: 500_00}}


def broken(prefinance: dict[str, dict[int, int]]) -> list[tuple[str, str]]:
    made = plan(OF, *ASKS)
    return check(OF, changed(made, prefinance=prefinance), LATE, SOON, CLUB)


def test_only_grants_paid_afterwards_count_by_party_and_year() -> None:
    assert broken(RIGHT) == []


@pytest.mark.parametrize(
    ("wrong", "text"),
    [
        ({}, "gemeinde 2027: vorzustrecken 0 €, nach den Zuschüssen 12.000 €."),
        ({**RIGHT, "verein": {2027: 500_00}}, "verein 2027: vorzustrecken 500 €, nach den Zuschüssen 0 €."),
        (
            {**RIGHT, "gemeinde": {2027: 13_000_00, 2028: 3_000_00}},
            "gemeinde 2027: vorzustrecken 13.000 €, nach den Zuschüssen 12.000 €.",
        ),
    ],
)
def test_any_other_figure_is_found(wrong: dict[str, dict[int, int]], text: str) -> None:
    assert ("form", text) in broken(wrong)


def test_a_year_without_an_advance_may_be_named() -> None:
    assert broken({**RIGHT, "verein": {2027: 0, 2028: 500_00}}) == []
