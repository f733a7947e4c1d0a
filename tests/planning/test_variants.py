"""The ways to apply: when a funding period may begin and end, and what counts then (C18)."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, candidate, costing, euros, instance, item

from quartier.model.edition import Edition
from quartier.planning.instance import Variant

TWO_YEARS = {"a": {2027: 1_200, 2028: 2_400}}


def variants(pays: dict[str, Any], costs: dict[int, int] | None = None, **more: Any) -> tuple[Variant, ...]:  # noqa: ANN401 - fields of a project
    intake = more.pop("intake", {"kind": "rolling", "decision_months": 3})
    of = costing(item("a", costs or {2027: 1_200, 2028: 2_400}), **more)
    found = instance(of, edition("p", block(**pays), intake=intake)).candidates
    return found[0].variants if found else ()


def periods(pays: dict[str, Any], costs: dict[int, int] | None = None, **more: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - as above
    return [(str(variant.start), str(variant.end)) for variant in variants(pays, costs, **more)]


LATE = {"kind": "rounds", "rounds": [{"opens": "2027-01-15", "closes": "2027-02-10", "source": "s"}]}
WITH_START = {"kind": "rounds", "rounds": [{"closes": "2027-02-10", "start_from": "2027-03-01", "source": "s"}]}


@pytest.mark.parametrize(
    ("early_start", "intake", "start"),
    [
        ("forbidden", LATE, "2027-06"),
        ("forbidden", WITH_START, "2027-03"),
        ("with_permission", LATE, "2027-06"),
        ("unknown", LATE, "2027-06"),
        ("after_application", LATE, "2027-02"),
        ("after_application", WITH_START, "2027-01"),
        ("allowed", LATE, "2027-01"),
        ("forbidden", {"kind": "rolling", "decision_months": 12}, "2027-03"),
        ("forbidden", {"kind": "rolling"}, "2027-01"),
        ("forbidden", {"kind": "unknown"}, "2027-01"),
        ("forbidden", {"kind": "yearly", "yearly": [{"closes": "02-01", "source": "s"}]}, "2027-05"),
    ],
)
def test_the_funding_period_begins_as_early_as_allowed(early_start: str, intake: dict[str, Any], start: str) -> None:
    """On 1 March 2026; three months to decide where none are named; the first whole month from the day."""
    assert periods({"early_start": early_start}, intake=intake) == [(start, "2028-12")]


def test_only_months_inside_the_funding_period_count() -> None:
    (found,) = variants({"early_start": "forbidden", "rate": 50}, intake=LATE)

    assert found.counted == {0: 1_200_00 * 7 // 12, 1: 2_400_00}
    assert found.ceiling == {0: 600_00 * 7 // 12, 1: 1_200_00}
    assert (str(found.apply_by), str(found.decision)) == ("2027-02-10", "2027-05-10")


def test_too_late_is_no_way() -> None:
    late = {"kind": "rounds", "rounds": [{"closes": "2028-11-01", "source": "s"}]}

    assert variants({"early_start": "forbidden"}, intake=late) == ()
    assert len(variants({"early_start": "allowed"}, intake=late)) == 1


def test_a_shorter_period_starts_where_it_covers_most() -> None:
    """Twelve of 24 months: from the beginning or with the second year; what lies between is never better."""
    twelve = {"early_start": "allowed", "period": {"max_months": 12}}

    assert periods(twelve) == [("2027-01", "2027-12"), ("2028-01", "2028-12")]
    assert periods({**twelve, "period": {"max_months": 18}}) == [
        ("2027-01", "2028-06"),
        ("2027-07", "2028-12"),
    ]
    assert periods({**twelve, "period": {"max_months": 24}}) == [("2027-01", "2028-12")]


def test_within_a_calendar_year() -> None:
    assert periods({"early_start": "allowed", "period": {"within_calendar_year": True}}) == [
        ("2027-01", "2027-12"),
        ("2028-01", "2028-12"),
    ]


def test_a_period_too_short_is_no_way() -> None:
    assert periods({"early_start": "allowed", "period": {"min_months": 24}}) == [("2027-01", "2028-12")]
    assert periods({"early_start": "allowed", "period": {"min_months": 25}}) == []


def test_every_slip_is_tried_and_the_smallest_that_helps_is_taken() -> None:
    """The start may slip three months; the block needs two, and the costs of 2027 then fall on later months."""
    of = costing(item("a", {2027: 1_200}), period={"start": "2027-01", "end": "2027-12", "start_may_slip_months": 3})
    land = edition("p", block(early_start="forbidden"), intake=WITH_START)
    found = instance(of, land)

    assert found.slips == (0, 1, 2, 3)
    assert [(v.slip, str(v.start), str(v.end), v.counted) for v in found.candidates[0].variants] == [
        (0, "2027-03", "2027-12", {0: 1_000_00}),
        (1, "2027-03", "2028-01", {0: 1_090_90}),
        (2, "2027-03", "2028-02", {0: 1_200_00}),
        (3, "2027-04", "2028-03", {0: 1_200_00}),
    ]
    plan = best(of, land)
    assert (str(plan.start), euros(plan)) == ("2027-03", {"p": 600})


def test_no_slip_that_leaves_a_cost_without_a_month() -> None:
    """What falls on January to March cannot move to a start in April."""
    dated = item("a", {2027: 1_200}) | {"until": "2027-03"}
    period = {"start": "2027-01", "end": "2027-12", "start_may_slip_months": 4}

    assert instance(costing(dated, period=period), edition("p", block())).slips == (0, 1, 2)


def test_a_falling_rate_is_the_mean_of_its_months() -> None:
    """80 % in the first six months, then 50 %: 65 % of the first year and 50 % of the second."""
    falling = [{"rate": 80}, {"rate": 50, "from_month": 7}]
    (found,) = variants({"early_start": "allowed", "rate": None, "degressive": falling})

    assert found.ceiling == {0: 1_200_00 * 65 // 100, 1: 1_200_00}


def test_hours_fall_on_the_project_months_of_their_year() -> None:
    """120 hours in 2027 at 15 €, seven of twelve months inside; the rate then binds in total, not in each cell."""
    pays = {"early_start": "forbidden", "rate": 50, "in_kind": {"rate_per_hour": 15}}
    (found,) = variants(pays, intake=LATE, in_kind=[{"hours": {2027: 120}}])

    assert found.hours_value == 120 * 7 * 15_00 // 12
    assert found.ceiling == found.counted


def test_a_falling_rate_leaves_hours_out() -> None:
    pays = {"early_start": "allowed", "rate": None, "degressive": [{"rate": 50}], "in_kind": {"rate_per_hour": 15}}
    (found,) = variants(pays, in_kind=[{"hours": {2027: 120}}])

    assert (found.hours_value, found.ceiling) == (0, {0: 600_00, 1: 1_200_00})


ROUNDS = {
    "kind": "rounds",
    "rounds": [{"closes": "2026-04-01", "source": "s"}, {"closes": "2026-05-01", "source": "s"}],
}


def test_other_rounds_count_only_where_the_day_of_the_decision_matters() -> None:
    """C15: for de-minimis aid a later decision may be the one that fits."""
    plain = variants({"early_start": "allowed"}, intake=ROUNDS)
    aid = variants({"early_start": "allowed", "state_aid": "de_minimis"}, intake=ROUNDS)

    assert [str(found.decision) for found in plain] == ["2026-07-01"]
    assert [str(found.decision) for found in aid] == ["2026-07-01", "2026-08-01"]
    assert [str(found.last_chance) for found in plain] == ["2026-05-01"]


def follow_on(gap: int | None = None, **period: int) -> tuple[Edition, Edition]:
    concept = edition("konzept", block(rate=80, base={"vat": "included", "kinds": ["fees"]}, period={"max_months": 12}))
    house = edition(
        "haus",
        block(rate=80, base={"vat": "included", "kinds": ["investment"]}, period=period),
        combining=[{"rule": "follows", "programme": "konzept", "gap_months": gap}],
    )
    return concept, house


def test_a_programme_that_follows_begins_when_the_other_has_ended() -> None:
    of = costing(item("plan", 5_000, "fees"), item("bau", {2027: 2_000, 2028: 5_000}))
    plan = best(of, *follow_on())

    assert {grant.programme: (str(grant.start), grant.amount // 100) for grant in plan.grants} == {
        "konzept": ("2027-01", 4_000),
        "haus": ("2028-01", 4_000),
    }
    assert plan.patterns == ("investment_and_running", "relay", "sequence", "split_by_cost")


@pytest.mark.parametrize(
    ("gap", "months", "concept", "house"),
    [
        (0, 6, ("2027-04", 3_000), ("2028-04", 2_666)),
        (3, 6, ("2027-01", 4_000), ("2028-04", 2_666)),
        (None, 6, ("2027-01", 4_000), ("2028-04", 2_666)),
        (0, 9, ("2027-04", 3_000), ("2028-04", 4_000)),
        (3, 9, ("2027-01", 4_000), ("2028-04", 4_000)),
        (0, 12, ("2027-01", 4_000), ("2028-01", 4_000)),
    ],
)
def test_how_long_a_gap_may_be(gap: int | None, months: int, concept: tuple[str, int], house: tuple[str, int]) -> None:
    """The house costs from April to December 2028: without a gap the concept begins later or the house sooner."""
    of = costing(item("plan", 5_000, "fees"), item("bau", {2028: 5_000}, **{"from": "2028-04"}))
    found = {g.programme: (str(g.start), g.amount // 100) for g in best(of, *follow_on(gap, max_months=months)).grants}

    assert found == {"konzept": concept, "haus": house}


def test_costs_of_partners_count_only_where_the_block_pays_them() -> None:
    of = costing(item("a", 1_000), item("b", 1_000, party="verein"))

    assert candidate(of, edition("p")).cells == (0,)
    assert candidate(of, edition("p", block(pays_partners=True))).cells == (0, 1)
    assert candidate(of, edition("p"), 1).cells == (1,)
