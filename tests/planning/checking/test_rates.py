"""C2 and C8: rates, degressive rates, and volunteers' hours."""

from dataclasses import replace

import pytest
from tests.planning.checking.conftest import Ask, block, changed, check, edition, plan, project

from quartier.model.edition import Edition
from quartier.model.project import Project

ONE = Ask(programme="land", pays={})


def paid(euros: float, land: Edition, key: tuple[str, int] = ("umbau", 2027), ask: Ask = ONE) -> list[tuple[str, str]]:
    """What the checker says when the grant pays that much of one item and year."""
    return check(project(), plan(project(), replace(ask, pays={key: euros})), land)


def too_much(most: str, named: str, key: str = "umbau 2027") -> list[tuple[str, str]]:
    return [("C2", f"LAND (Block, gemeinde): {key} {named} €, höchstens {most} €.")]


def test_a_euro_above_the_rate() -> None:
    assert paid(50_000, edition("land")) == []
    assert paid(50_001, edition("land")) == too_much("50.000", "50.001")


def test_nothing_is_shifted_from_an_item_another_pays() -> None:
    pays = {("umbau", 2027): 50_001, ("stelle", 2027): 14_999}

    assert check(project(), plan(project(), Ask(programme="land", pays=pays)), edition("land")) == too_much(
        "50.000", "50.001"
    )


def test_without_a_rate_everything_that_counts() -> None:
    land = edition("land", block(financing="full", rate=None))
    half = replace(ONE, financing="full", base=45_000_00, end="2028-06")

    assert paid(100_000, land, ask=replace(ONE, financing="full")) == []
    assert paid(15_001, land, ("stelle", 2028), half) == too_much("15.000", "15.001", "stelle 2028")


def test_the_limit_of_a_cell_is_rounded_down_to_the_cent() -> None:
    of = project(costs=[{"id": "umbau", "kind": "investment", "net": {2027: "100.01"}}])

    def grant(euros: float) -> list[str]:
        made = plan(of, Ask(programme="land", pays={("umbau", 2027): euros}))
        return [rule for rule, _ in check(of, made, edition("land")) if rule != "form"]

    assert grant(50) == []
    assert grant(50.01) == ["C2"], "die Hälfte von 100,01 € sind abgerundet 50 €"


def test_a_capped_kind_of_cost_is_paid_at_the_highest_rate_of_the_period() -> None:
    falling = [{"rate": 70}, {"rate": 40, "from_month": 13}]
    caps = [{"kind": "personnel", "per": "project", "max": 30_000}]
    land = edition("land", block(rate=None, degressive=falling, base={"vat": "included", "caps": caps}))
    capped = replace(ONE, base=30_000_00)

    assert paid(21_000, land, ("stelle", 2027), capped) == []
    assert [rule for rule, _ in paid(21_001, land, ("stelle", 2027), capped)] == ["C2", "C3"]


TIMBER = {"fact": "timber", "is": True}
PARTNER = {"fact": "applicant.partner", "is": True}


@pytest.mark.parametrize(
    ("facts", "most"),
    [
        ({"timber": True}, 45_000),
        ({"timber": False}, 40_000),
        ({}, 40_000),
        ({"timber": False, "applicant.partner": True}, 42_000),
        ({"applicant.partner": True}, 42_000),
    ],
)
def test_the_first_rate_that_holds_and_the_lowest_while_open(facts: dict[str, bool], most: int) -> None:
    rates = [{"rate": 45, "when": TIMBER}, {"rate": 42, "when": PARTNER}, {"rate": 40}]
    land = edition("land", block(rate=None, rates=rates))
    of = project(facts=facts)

    def made(euros: int) -> list[str]:
        return [rule for rule, _ in check(of, plan(of, Ask(programme="land", pays={("umbau", 2027): euros})), land)]

    assert made(most) == []
    assert made(most + 1) == ["C2"]


def test_a_lower_rate_that_is_open_counts_before_a_higher_one_that_holds() -> None:
    land = edition("land", block(rate=None, rates=[{"rate": 30, "when": TIMBER}, {"rate": 40}]))

    assert paid(30_000, land) == []
    assert paid(30_001, land) == too_much("30.000", "30.001")


def test_no_rate_holds() -> None:
    of = project(facts={"timber": False})
    land = edition("land", block(rate=None, rates=[{"rate": 45, "when": TIMBER}]))

    assert check(of, plan(of, Ask(programme="land", pays={("umbau", 2027): 1})), land) == too_much("0", "1")


def test_a_rate_that_falls_with_the_months() -> None:
    land = edition("land", block(rate=None, degressive=[{"rate": 40, "from_month": 19}, {"rate": 70}]))

    assert paid(21_000, land, ("stelle", 2027)) == []
    assert paid(16_500, land, ("stelle", 2028)) == [], "ein halbes Jahr zu 70 %, ein halbes zu 40 %"
    assert paid(16_501, land, ("stelle", 2028)) == too_much("16.500", "16.501", "stelle 2028")


HOURS = {"in_kind": [{"hours": {2027: 100}}]}


def helped(euros: int, value: int, of: Project, **pays: object) -> list[tuple[str, str]]:
    """A cash item of 8,000 € and volunteers' hours at 15 €, rate 80 %."""
    land = edition("land", block(**{"rate": 80, "in_kind": {"rate_per_hour": 15}, **pays}))
    return check(of, plan(of, Ask(programme="land", pays={("material", 2027): euros}, in_kind=value)), land)


def cash(**more: object) -> Project:
    return project(costs=[{"id": "material", "kind": "materials", "net": {2027: 8_000}}], **more)


def test_hours_raise_the_base() -> None:
    """B13: base 9,500, grant 7,600, own cash 400."""
    assert helped(7_600, 1_500, cash(**HOURS)) == []
    assert helped(7_601, 1_500, cash(**HOURS)) == [
        ("C8", "LAND (Block, gemeinde): 7.601 €, mit Ehrenamt höchstens 7.600 €.")
    ]


def test_the_grant_never_exceeds_the_cash() -> None:
    """B13: 250 hours raise the base to 11,750; 80 % would be 9,400, but only 8,000 are spent."""
    of = cash(in_kind=[{"hours": {2027: 250}}])

    assert helped(8_000, 3_750, of) == []


def test_hours_are_paid_at_the_lowest_rate_of_the_period() -> None:
    """8,000 at 60 %, 1,500 at 40 % because the rate falls within the funding period: 5,400."""
    falling = {"rate": None, "degressive": [{"rate": 60}, {"rate": 40, "from_month": 24}]}

    assert helped(5_400, 1_500, cash(**HOURS), **falling) == []
    assert helped(5_401, 1_500, cash(**HOURS), **falling) == [
        ("C8", "LAND (Block, gemeinde): 5.401 €, mit Ehrenamt höchstens 5.400 €.")
    ]


def test_hours_that_do_not_exist() -> None:
    assert helped(6_400, 1_501, cash(**HOURS)) == [
        ("C8", "LAND (Block, gemeinde): Ehrenamt 1.501 €, höchstens 1.500 €.")
    ]
    assert helped(6_400, 1, cash()) == [("C8", "LAND (Block, gemeinde): Ehrenamt 1 €, höchstens 0 €.")]


def test_hours_of_another_party_or_without_a_rule_do_not_count() -> None:
    of = cash(in_kind=[{"party": "verein", "hours": {2027: 100}}])

    assert helped(6_400, 1, of) == [("C8", "LAND (Block, gemeinde): Ehrenamt 1 €, höchstens 0 €.")]
    assert helped(6_400, 1, cash(**HOURS), in_kind=None) == [
        ("C8", "LAND (Block, gemeinde): Ehrenamt 1 €, höchstens 0 €.")
    ]


def test_hours_are_a_share_of_cash_and_hours() -> None:
    """At most 20 % of all: 2,000 of 10,000."""
    of = cash(in_kind=[{"hours": {2027: 250}}])
    rule = {"rate_per_hour": 15, "max_share": 20}

    assert helped(8_000, 2_000, of, in_kind=rule) == []
    assert helped(8_000, 2_001, of, in_kind=rule) == [
        ("C8", "LAND (Block, gemeinde): Ehrenamt 2.001 €, höchstens 2.000 €.")
    ]


def test_only_hours_within_the_funding_period_count() -> None:
    """A project from July 2027 to June 2028: of 120 hours in 2027 half fall on July to September."""
    of = cash(
        period={"start": "2027-07", "end": "2028-06"}, in_kind=[{"hours": {2027: 100}}, {"hours": {2027: 20, 2028: 60}}]
    )
    land = edition("land", block(rate=80, in_kind={"rate_per_hour": 15}))

    def counts(hours: int, end: str, base: int) -> list[str]:
        ask = Ask(
            programme="land", pays={("material", 2027): 1}, in_kind=hours * 15, start="2027-07", end=end, base=base
        )
        return [rule for rule, _ in check(of, plan(of, ask), land)]

    assert counts(60, "2027-09", 4_000_00) == []
    assert counts(61, "2027-09", 4_000_00) == ["C8"]
    assert counts(150, "2028-03", 8_000_00) == []
    assert counts(151, "2028-03", 8_000_00) == ["C8"]


def test_hours_on_a_capped_kind_of_cost() -> None:
    """6,000 of 8,000 count; with 1,500 of hours 70 % are 5,250."""
    of = cash(**HOURS)
    caps = [{"kind": "materials", "per": "project", "max": 6_000}]
    land = edition("land", block(rate=70, in_kind={"rate_per_hour": 15}, base={"vat": "included", "caps": caps}))

    def grant(euros: int) -> list[str]:
        ask = Ask(programme="land", pays={("material", 2027): euros}, in_kind=1_500, base=6_000_00)
        return [rule for rule, _ in check(of, plan(of, ask), land)]

    assert grant(5_250) == []
    assert grant(5_251) == ["C8"]


def test_the_plan_shows_the_hours_its_grants_count() -> None:
    of = cash(**HOURS)
    land = edition("land", block(rate=80, in_kind={"rate_per_hour": 15}))
    made = plan(of, Ask(programme="land", pays={("material", 2027): 7_600}, in_kind=1_500))

    assert check(of, changed(made, in_kind={}), land) == [("C8", "gemeinde: Ehrenamt 0 €, in den Zuschüssen 1.500 €.")]


def test_two_grants_may_count_the_same_hours() -> None:
    of = cash(**HOURS)
    helped_by = {"in_kind": {"rate_per_hour": 15}, "rate": 40}
    editions = (edition("land", block(**helped_by)), edition("bund", block(**helped_by), level="federal"))
    asks = [Ask(programme="land", pays={("material", 2027): 3_800}, in_kind=1_500)]
    asks += [Ask(programme="bund", pays={("material", 2027): 3_200}, in_kind=600)]
    made = plan(of, *asks)

    def shown(euros: int) -> list[tuple[str, str]]:
        return check(of, changed(made, in_kind={"gemeinde": {2027: euros * 100}}), *editions)

    assert shown(1_500) == shown(2_100) == []
    assert shown(1_499) == [("C8", "gemeinde: Ehrenamt 1.499 €, in den Zuschüssen 2.100 €.")]
    assert shown(2_101) == [("C8", "gemeinde: Ehrenamt 2.101 €, in den Zuschüssen 2.100 €.")]
