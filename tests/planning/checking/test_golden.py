"""The golden cases that can be phrased as a plan, under their ids.

`Printed` in a name: the source prints inputs and result; else the rule is printed and the numbers are ours.
"""

from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, Money, block, check, edition, plan, project

from quartier.model.edition import Edition
from quartier.model.project import Project

KEY = ("umbau", 2027)
NET: dict[str, Any] = {"vat": "excluded"}


def building(euros: float | str, *, gross: bool = False, **more: object) -> Project:
    """A project of one building; gross costs contain 19 % VAT."""
    tax = {"vat_rate": 19} if gross else {}
    costs = [{"id": "umbau", "kind": "investment", ("gross" if gross else "net"): {2027: euros}, **tax}]
    return project(costs=costs, **more)


def rules(of: Project, asks: list[Ask], *editions: Edition, money: Money | None = None) -> list[str]:
    return [rule for rule, _ in check(of, plan(of, *asks, money=money), *editions)]


def one(of: Project, euros: int, land: Edition, money: Money | None = None, base: int | None = None) -> list[str]:
    """One grant on the building."""
    ask = Ask(programme="land", pays={KEY: euros}, base=base, financing=land.blocks[0].pays.financing)
    return rules(of, [ask], land, money=money)


@pytest.mark.parametrize(("costs", "rate", "grant"), [(10_000, 50, 5_000), (1_000, 10, 100)])
def test_g01_printed_share(costs: int, rate: int, grant: int) -> None:
    land = edition("land", block(rate=rate))

    assert one(building(costs), grant, land) == []
    assert one(building(costs), grant + 1, land) == ["C2"]


def test_g02_printed_deficit() -> None:
    """Cost 10,000, own and third-party money 6,000 (here 4,000 and 2,000): the grant fills 4,000."""
    of = building(10_000, third_party=[{"id": "spenden", "kind": "donations", "amounts": {2027: 2_000}}])
    land = edition("land", block(financing="deficit", rate=None, own={"min_rate": 40}))
    money = Money(third_party={KEY: {"spenden": 2_000}})

    assert one(of, 4_000, land, money) == []
    assert one(of, 4_001, land, money) == ["C7"]


def test_g05_printed_volunteers() -> None:
    """16 hours at 10 €: of 1,160 the grant is 85 % = 986, own cash 14."""
    of = building(1_000, in_kind=[{"hours": {2027: 16}}])
    land = edition("land", block(rate=85, in_kind={"rate_per_hour": 10}))

    def grant(euros: int) -> list[str]:
        return rules(of, [Ask(programme="land", pays={KEY: euros}, in_kind=160)], land)

    assert grant(986) == []
    assert grant(987) == ["C8"]


@pytest.mark.parametrize(("rate", "own", "most"), [(65, "17.5", 17_500), (90, 5, 5_000)])
def test_g06_printed_half_of_the_own_share_from_others(rate: int, own: object, most: int) -> None:
    of = building(100_000, third_party=[{"id": "stiftung", "kind": "sponsoring", "amounts": {2027: 50_000}}])
    land = edition("land", block(rate=rate, own={"min_rate": own}))

    def others(euros: int) -> list[str]:
        return one(of, rate * 1_000, land, Money(third_party={KEY: {"stiftung": euros}}))

    assert others(most) == []
    assert others(most + 1) == ["C7"]


def test_g12_printed_shares_of_federation_land_and_municipality() -> None:
    of = building(1_000_000)
    asks = [Ask(programme="bund", pays={KEY: 750_000}), Ask(programme="land", pays={KEY: 150_000})]
    made = plan(of, *asks)
    editions = (edition("bund", block(rate=75), level="federal"), edition("land", block(rate=15)))

    assert check(of, made, *editions) == []
    assert made.own_total == 100_000_00


@pytest.mark.parametrize(("gap", "expected"), [(0, []), (1, ["C12"])])
def test_g15_multi_generation_house_needs_the_region(gap: int, expected: list[str]) -> None:
    """40,000 a year, if the region brings 10,000 a year; without it nothing."""
    house = block(
        financing="fixed_amount",
        rate=None,
        amount={"min": 40_000, "max": 40_000, "per": "year"},
        needs_match={"from": ["municipal", "county", "state"], "amount": 10_000, "per": "year"},
    )
    assert one(building(50_000), 40_000, edition("land", house), Money(gap={KEY: gap})) == expected


def test_b05_care_funds_triple_the_base() -> None:
    kasse = edition("kasse", block(financing="matching", rate=None, match={"of": ["municipal"], "ratio": 3}))

    def grant(euros: int) -> list[str]:
        return rules(building(2_000), [Ask(programme="kasse", pays={KEY: euros}, financing="matching")], kasse)

    assert grant(1_500) == []
    assert grant(1_501) == ["C12"]


def test_b06_land_and_care_funds_pay_the_same() -> None:
    land = edition("land", block(rate=45, amount={"max": 1_000_000}))
    match = block(financing="matching", rate=None, match={"of": ["state"], "ratio": 1})
    kasse = edition("kasse", match, level="care_fund")

    def both(state: int, funds: int) -> list[str]:
        asks = [
            Ask(programme="land", pays={KEY: state}),
            Ask(programme="kasse", pays={KEY: funds}, financing="matching"),
        ]
        return rules(building(600_000), asks, land, kasse)

    assert both(270_000, 270_000) == []
    assert both(270_000, 270_001) == ["C12"]
    assert both(270_001, 270_000) == ["C2"]


@pytest.mark.parametrize(
    ("costs", "grant", "expected"),
    [
        (300_000, 200_000, []),
        (300_000, 200_001, ["C3"]),
        (6_000, 4_500, ["C4"]),
        (6_667, 5_000, []),
        (6_667, 5_001, ["C2"]),
    ],
)
def test_b09_kfw_concept(costs: int, grant: int, expected: list[str]) -> None:
    land = edition("land", block(rate=75, amount={"min": 5_000, "max": 200_000}))

    assert one(building(costs), grant, land) == expected


@pytest.mark.parametrize(
    ("gross", "base", "grant", "expected"),
    [
        ("23000", 19_327_73, 15_462, []),
        ("23000", 19_327_73, 15_463, ["C2"]),
        ("24000", 20_168_07, 16_000, ["C4"]),
        ("1428", 1_200_00, 960, ["C4"]),
        ("1487.50", 1_250_00, 1_000, []),
        ("1487.50", 1_250_00, 1_001, ["C2"]),
    ],
)
def test_b10_regional_budget(gross: str, base: int, grant: int, expected: list[str]) -> None:
    land = edition("land", block(rate=80, base={**NET, "size": {"min": 1_250, "max": 20_000}}))

    assert one(building(gross, gross=True), grant, land, base=base) == expected


@pytest.mark.parametrize(
    ("costs", "donations", "grant", "above"),
    [(20_000, 9_000, 10_000, ["C3"]), (20_000, 12_000, 8_000, ["C1"]), (11_000, 0, 8_800, ["C2"])],
)
def test_b11_donations_matter_only_above_the_costs(costs: int, donations: int, grant: int, above: list[str]) -> None:
    of = building(costs, third_party=[{"id": "spenden", "kind": "donations", "amounts": {2027: donations}}])
    land = edition("land", block(rate=80, amount={"max": 10_000}))
    money = Money(third_party={KEY: {"spenden": donations}})

    assert one(of, grant, land, money) == []
    assert one(of, grant + 1, land, money) == above


def two(first: tuple[int, Edition], second: tuple[int, Edition], costs: int = 100_000) -> list[str]:
    """Two grants on the building."""
    asks = [
        Ask(programme=land.programme, pays={KEY: euros}, financing=land.blocks[0].pays.financing)
        for euros, land in (first, second)
    ]
    return rules(building(costs), asks, first[1], second[1])


@pytest.mark.parametrize(("party", "most", "public"), [("company", 20_000, 60), ("municipality", 35_000, 90)])
def test_b17_public_share_of_beg(party: str, most: int, public: int) -> None:
    municipal = {"fact": "applicant.type", "is": "municipality"}
    shared = {"rule": "total_share", "with": {"public": True}, "of": "overlapping_costs", "reduce": "self"}
    beg = edition(
        "beg",
        block(rate=35),
        level="federal",
        combining=[{**shared, "max": 90, "when": municipal}, {**shared, "max": 60, "when": {"not": municipal}}],
    )
    land = edition("land", block(rate=60))
    of = building(100_000, parties=[{"id": "gemeinde", "type": party}])

    def beside(state: int, euros: int) -> list[str]:
        asks = [Ask(programme="beg", pays={KEY: euros}), Ask(programme="land", pays={KEY: state})]
        return rules(of, asks, beg, land)

    state = public * 1_000 - most
    assert beside(40_000, most) == []
    assert beside(state, most) == []
    assert beside(state + 1, most) == ["C11"]


def elr() -> Edition:
    return edition("elr", block(rate=40, base=NET, amount={"min": 5_000}))


def regional() -> Edition:
    size = {**NET, "size": {"min": 1_250, "max": 20_000}}
    return edition(
        "land", block(rate=80, base=size), combining=[{"rule": "not_same_item", "with": {"programme": "elr"}}]
    )


@pytest.mark.parametrize(
    ("costs", "by_regional", "by_elr"),
    [
        (12_000, 9_600, None),
        (12_600, 10_080, 5_040),
        (20_000, 16_000, 8_000),
        (30_000, None, 12_000),
        (1_200, None, None),
    ],
)
def test_c1_elr_or_regional_budget(costs: int, by_regional: int | None, by_elr: int | None) -> None:
    assert (one(building(costs), costs * 80 // 100, regional()) == []) is (by_regional is not None)
    asks = [Ask(programme="elr", pays={KEY: costs * 40 // 100})]
    assert (rules(building(costs), asks, elr()) == []) is (by_elr is not None)
    if by_regional and by_elr:
        assert by_regional == costs * 80 // 100
        assert two((costs * 10 // 100, regional()), (by_elr, elr()), costs) == ["C9"]


def test_c2_own_cash_limits_all_public_money() -> None:
    """70 % and 20 % on 100,000, but 15 % own cash: the Land shrinks to 15,000."""
    climate = edition("bund", block(rate=70, own={"min_rate": 15, "cash_only": True}), level="federal")
    land = edition("land", block(rate=20))

    assert two((70_000, climate), (15_000, land)) == []
    assert two((70_000, climate), (15_001, land)) == ["C7"]


def test_c3_two_shares_within_ninety_per_cent() -> None:
    rule = {"rule": "total_share", "with": {"any": True}, "max": 90, "of": "overlapping_costs", "reduce": "self"}
    subsidiary = edition("stadt", block(rate=60), combining=[rule, {"rule": "last_resort"}])
    first = edition("land", block(rate=60))

    assert two((60_000, first), (30_000, subsidiary)) == []
    assert two((60_000, first), (30_001, subsidiary)) == ["C11"]


def test_c6_share_deficit_and_own() -> None:
    share = edition("land", block(rate=50, amount={"max": 40_000}))
    deficit = edition("stadt", block(financing="deficit", rate=None, own={"min_rate": 10}))

    assert two((40_000, share), (50_000, deficit)) == []
    assert two((40_000, share), (50_001, deficit)) == ["C7"]
    assert two((40_001, share), (49_999, deficit)) == ["C3"]


def test_c7_scarce_municipal_money_is_matched() -> None:
    """3,000 tripled by § 45d and 12,000 doubled by § 45c: 21,000 matched."""
    of = project(
        costs=[
            {"id": "helfer", "kind": "fees", "net": {2027: 24_000}},
            {"id": "selbsthilfe", "kind": "fees", "net": {2027: 12_000}},
        ],
        own_funds={"gemeinde": {2027: 15_000}},
    )

    def funds(name: str, ratio: int, most: int) -> Edition:
        pays: dict[str, Any] = {"financing": "matching", "rate": None, "amount": {"max": most}}
        return edition(name, block(**pays, match={"of": ["municipal"], "ratio": ratio}), level="care_fund")

    def both(help_: int, self_help: int) -> list[str]:
        asks = [
            Ask(programme="p45c", pays={("helfer", 2027): help_}, financing="matching"),
            Ask(programme="p45d", pays={("selbsthilfe", 2027): self_help}, financing="matching"),
        ]
        return rules(of, asks, funds("p45c", 1, 20_000), funds("p45d", 3, 9_000))

    assert both(12_000, 9_000) == []
    assert both(12_001, 9_000) == ["C12"]
    assert both(11_999, 9_000) == ["C1"], "mehr als 15.000 € hat die Gemeinde nicht"


def test_d1_two_federal_programmes() -> None:
    federal = [{"rule": "not_same_project", "with": {"level": "federal"}}]
    climate = edition("klima", level="federal", combining=federal)

    assert two((10, climate), (10, edition("bund", level="federal"))) == ["C10"]


def test_d4_unknown_is_conditional_never_valid() -> None:
    unknown = edition("land", combining=[{"rule": "unknown", "with": {"any": True}}])

    assert two((10, unknown), (10, edition("bund"))) == ["form"]


def test_d5_two_lotteries() -> None:
    lottery = [{"rule": "not_same_project", "with": {"level": "lottery"}}]
    mensch = edition("mensch", level="lottery", combining=lottery)

    assert two((10, mensch), (10, edition("dhw", level="lottery"))) == ["C10"]


def test_d7_aid_of_one_day_is_not_split() -> None:
    aid = block(rate=100, state_aid="de_minimis", repeat=True)
    ask = Ask(programme="land", pays={KEY: 150_001})

    assert rules(building(300_002), [ask, ask], edition("land", aid)) == ["C15"]
