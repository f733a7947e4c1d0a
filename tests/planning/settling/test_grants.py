"""Grants of a plan settled together: order, shared costs, over-financing, and what always holds."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.settling.sample import actuals, catalogue, expected, grant, plan, rules, settled

from quartier.model.money import euros_text

FINANCING = ("proportional", "deficit", "full", "fixed_amount", "unit_amount", "matching")


def costs(**cents: int) -> dict[str, dict[int, str]]:
    return {item: {2027: euros_text(amount)} for item, amount in cents.items()}


@pytest.mark.parametrize("financing", FINANCING)
def test_nothing_changed_nothing_reduced(financing: str) -> None:
    made = plan({"bau": 10_000}, grant("land", financing, {"bau": 5_000}))

    assert expected(settled(made, None)) == [5_000]
    assert expected(settled(made, actuals())) == [5_000]


def test_only_the_claimed_items_count() -> None:
    made = plan({"bau": 10_000, "feste": 4_000}, grant("land", "proportional", {"bau": 5_000}))

    assert expected(settled(made, actuals(costs=costs(feste=1_000)))) == [5_000]
    assert expected(settled(made, actuals(costs=costs(bau=8_000)))) == [4_000]


def test_the_part_that_counts_falls_with_the_costs_unless_recognised() -> None:
    made = plan({"bau": 11_900}, grant("land", "proportional", {"bau": 4_000}, base=10_000))
    told = [{"programme": "land", "eligible_costs": "95.00"}]

    assert expected(settled(made, actuals(costs=costs(bau=5_950)))) == [2_000]
    assert expected(settled(made, actuals(costs=costs(bau=5_950), grants=told))) == [3_800]


def test_new_money_is_spread_over_the_items_it_is_for() -> None:
    made = plan({"bau": 10_000, "feste": 10_000}, grant("land", "proportional", {"bau": 5_000}))
    gift = {"id": "gabe", "amount": "20.00"}

    assert expected(settled(made, actuals(new_money=[gift]))) == [4_500]
    assert expected(settled(made, actuals(new_money=[{**gift, "items": ["bau"]}]))) == [4_000]
    assert expected(settled(made, actuals(new_money=[{**gift, "items": ["feste"]}]))) == [5_000]


def test_third_parties_who_pay_more_or_less() -> None:
    donations = {"spenden": {"bau": 2_000}}
    made = plan({"bau": 10_000}, grant("land", "deficit", {"bau": 5_000}), third_party=donations)

    assert expected(settled(made, actuals(third_party={"spenden": {2027: "25.00"}}))) == [4_500]
    assert expected(settled(made, actuals(third_party={"spenden": {2027: "5.00"}}))) == [5_000]


def test_a_gap_grant_counts_what_the_share_grant_loses() -> None:
    made = plan(
        {"bau": 10_000}, grant("land", "proportional", {"bau": 5_000}), grant("stadt", "deficit", {"bau": 4_000})
    )

    assert expected(settled(made, actuals(costs=costs(bau=8_000)))) == [4_000, 3_000]


def test_two_gap_grants_share_the_saldo() -> None:
    made = plan({"bau": 10_000}, grant("eins", "deficit", {"bau": 6_000}), grant("zwei", "full", {"bau": 2_000}))

    assert expected(settled(made, actuals(costs=costs(bau=9_000)))) == [5_250, 1_750]


def test_units_are_reckoned_from_the_programme_or_told() -> None:
    made = plan({"kurse": 600_000}, grant("taler", "unit_amount", {"kurse": 500_000}))

    def with_units(**units: int) -> list[int]:
        return expected(settled(made, actuals(grants=[{"programme": "taler", "units": units}])))

    assert with_units(reached=15) == [375_000]
    assert with_units(reached=15, planned=16) == [468_750]
    assert with_units(reached=99) == [500_000]


def test_matching_follows_own_money_of_the_town() -> None:
    made = plan({"gruppe": 200_000}, grant("kasse", "matching", {"gruppe": 150_000}))

    assert expected(settled(made, actuals(costs=costs(gruppe=160_000)))) == [120_000]
    (why,) = settled(made, actuals()).grants[0].why
    assert why.text == "Der Zuschuss folgt dem Geld des Partners, und das bleibt bei 500 €."
    told = [{"programme": "kasse", "partner_paid": "250.00"}]
    assert expected(settled(made, actuals(grants=told))) == [75_000]


def test_matching_follows_another_grant() -> None:
    made = plan(
        {"gruppe": 100_000},
        grant("kasse", "matching", {"gruppe": 40_000}),
        grant("land", "proportional", {"gruppe": 40_000}),
    )
    known = catalogue(made, kasse={"match": {"of": ["state"], "ratio": 1}})

    assert expected(settled(made, actuals(costs=costs(gruppe=50_000)), known)) == [20_000, 20_000]


def test_matching_follows_third_parties_where_nobody_else_can_be_meant() -> None:
    made = plan(
        {"gruppe": 100_000}, grant("kasse", "matching", {"gruppe": 40_000}), third_party={"kreis": {"gruppe": 40_000}}
    )
    known = catalogue(made, kasse={"match": {"of": ["state"], "ratio": 1}})

    assert expected(settled(made, actuals(third_party={"kreis": {2027: "300.00"}}), known)) == [30_000]


def test_fixed_amounts_stay_until_public_money_alone_is_too_much() -> None:
    made = plan({"bau": 10_000}, grant("land", "fixed_amount", {"bau": 6_000}))
    private = {"id": "gabe", "amount": "90.00"}

    assert expected(settled(made, actuals(new_money=[private]))) == [6_000]
    answer = settled(made, actuals(new_money=[{**private, "public": True}]))
    assert (expected(answer), rules(answer.grants[0])) == ([1_000], ["ANBest-K BW Nr. 2.3.2"])
    assert len(answer.grants[0].why) == 1


def test_private_money_is_not_cut_for_public_excess() -> None:
    made = plan(
        {"bau": 10_000}, grant("land", "fixed_amount", {"bau": 5_000}), grant("fonds", "fixed_amount", {"bau": 5_000})
    )
    known = catalogue(made, {"fonds": "foundation"})

    assert expected(settled(made, actuals(costs=costs(bau=5_000)), known)) == [5_000, 5_000]
    assert expected(settled(made, actuals(costs=costs(bau=4_000)), known)) == [4_000, 4_000]


def test_public_money_of_the_plan_may_be_named() -> None:
    made = plan({"bau": 10_000}, grant("land", "fixed_amount", {"bau": 6_000}), third_party={"kreis": {"bau": 4_000}})
    less = costs(bau=9_000)

    assert expected(settled(made, actuals(costs=less))) == [6_000]
    assert expected(settled(made, actuals(costs=less, public_money=["kreis"]))) == [5_000]


@st.composite
def cases(draw: Any) -> tuple[Any, int, int, int]:  # noqa: ANN401 - Hypothesis has no type for its draw
    """A plan of one to three grants on two items, real costs and a gift."""
    bau, feste = draw(st.integers(1, 10**7)), draw(st.integers(0, 10**7))
    left, grants = {"bau": bau, "feste": feste}, []
    for number in range(draw(st.integers(1, 3))):
        paid = {item: draw(st.integers(0, rest)) for item, rest in left.items()}
        left = {item: rest - paid[item] for item, rest in left.items()}
        grants.append(grant(f"p{number}", draw(st.sampled_from(FINANCING)), paid))
    made = plan({"bau": bau, "feste": feste}, *grants)
    return made, draw(st.integers(0, 2 * 10**7)), draw(st.integers(0, 2 * 10**7)), draw(st.integers(0, 10**7))


@given(cases())
def test_a_reduction_is_never_negative_nor_above_the_grant(case: tuple[Any, int, int, int]) -> None:
    made, bau, feste, gift = case
    money = [{"id": "gabe", "amount": euros_text(gift)}]
    answer = settled(made, actuals(costs=costs(bau=bau, feste=feste), new_money=money))

    assert all(0 <= entry.expected <= entry.planned for entry in answer.grants)
    assert all(why.reduction >= 0 for entry in answer.grants for why in entry.why)
    surplus = sum(party.surplus for party in answer.own)
    assert answer.grants_expected + gift + answer.own_expected - surplus == answer.costs_actual


@given(cases())
def test_as_planned_means_no_reduction(case: tuple[Any, int, int, int]) -> None:
    answer = settled(case[0], actuals())

    assert (answer.reduction, answer.own_expected) == (0, answer.own_planned)


@given(st.sampled_from(FINANCING), st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6), st.data())
def test_more_savings_never_leave_a_larger_grant(
    financing: str, cost: int, less: int, more: int, data: st.DataObject
) -> None:
    made = plan({"bau": cost}, grant("land", financing, {"bau": data.draw(st.integers(0, cost))}))
    first = max(0, cost - less)
    second = max(0, first - more)

    def total(actual: int) -> int:
        return settled(made, actuals(costs=costs(bau=actual))).grants_expected

    assert total(second) <= total(first) <= total(cost)


@given(cases(), st.integers(0, 10**7))
def test_more_savings_never_help_beyond_rounding(case: tuple[Any, int, int, int], more: int) -> None:
    """Rounding to the cent happens up to three times a grant: by its type, after the others, in the cut together.

    A grant that fills the gap may rise by what another one loses, but never all of them together.
    """
    made, bau, feste, gift = case
    money = [{"id": "gabe", "amount": euros_text(gift)}]

    def grants(actual: int) -> list[int]:
        return expected(settled(made, actuals(costs=costs(bau=actual, feste=feste), new_money=money)))

    after, before = grants(max(0, bau - more)), grants(bau)
    filling = [given.financing in {"deficit", "full"} for given in made.grants]

    assert sum(after) <= sum(before) + 3 * len(before)
    assert all(fills or less <= much + 3 for fills, less, much in zip(filling, after, before, strict=True))
