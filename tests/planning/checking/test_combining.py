"""C9, C10 and C11: one item, one project, one highest share; always read from both sides."""

from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, Money, block, check, edition, plan, project

KEY = ("umbau", 2027)
ITEM = {"rule": "not_same_item", "with": {"programme": "bund"}}
PROJECT = {"rule": "not_same_project", "with": {"level": "federal"}}
LAND_ASK = Ask(programme="land", pays={KEY: 20_000})
BUND_ASK = Ask(programme="bund", pays={("stelle", 2027): 10_000})
FAILS = {"fact": "applicant.type", "in": ["county"]}
OPEN = {"fact": "timber", "is": True}


def both(land: Ask, bund: Ask, rule: dict[str, Any], *, reverse: bool = False) -> list[tuple[str, str]]:
    """Two programmes, one of which says something about the other."""
    first = edition("land", combining=[] if reverse else [rule])
    other = {**rule, "with": {"programme": "land"}}
    second = edition("bund", level="federal", combining=[other] if reverse else [])
    return check(project(), plan(project(), land, bund), first, second)


@pytest.mark.parametrize("reverse", [False, True])
def test_one_item_is_paid_by_one_of_two(reverse: bool) -> None:  # noqa: FBT001 - a parameter of the test
    same = Ask(programme="bund", pays={KEY: 10_000})
    claimed = Ask(programme="bund", pays={("stelle", 2027): 10_000}, claims=("stelle", "umbau"))
    expected = [("C9", "umbau: LAND (Block, gemeinde) und BUND (Block, gemeinde) schließen sich bei einem Posten aus.")]

    assert both(LAND_ASK, BUND_ASK, ITEM, reverse=reverse) == []
    assert both(LAND_ASK, same, ITEM, reverse=reverse) == expected
    assert both(LAND_ASK, claimed, ITEM, reverse=reverse) == expected


def test_a_rule_whose_condition_fails_does_not_bind_an_open_one_does() -> None:
    same = Ask(programme="bund", pays={KEY: 10_000})

    assert both(LAND_ASK, same, {**ITEM, "when": FAILS}) == []
    assert [rule for rule, _ in both(LAND_ASK, same, {**ITEM, "when": OPEN})] == ["C9"]


@pytest.mark.parametrize("reverse", [False, True])
def test_one_project_has_one_of_two_whoever_applies(reverse: bool) -> None:  # noqa: FBT001 - a parameter of the test
    other = Ask(programme="bund", party="verein", pays={("fest", 2028): 1_000})

    assert both(LAND_ASK, other, PROJECT, reverse=reverse) == [
        ("C10", "LAND (Block, gemeinde) und BUND (Block, verein) schließen sich in einem Vorhaben aus.")
    ]


def test_granted_money_excludes_and_is_excluded() -> None:
    of = project(granted=[{"programme": "bund", "amount": 10_000, "decided_on": "2026-01-10", "items": ["umbau"]}])
    made = plan(of, LAND_ASK, money=Money(granted={KEY: {"bund": 10_000}}))
    land, bund = edition("land", combining=[ITEM, PROJECT]), edition("bund", level="federal")
    reverse = edition("bund", level="federal", combining=[{"rule": "not_same_project", "with": {"any": True}}])

    assert check(of, made, land, bund) == [
        ("C9", "umbau: LAND (Block, gemeinde) und das bewilligte bund schließen sich bei einem Posten aus."),
        ("C10", "LAND (Block, gemeinde) und das bewilligte bund schließen sich in einem Vorhaben aus."),
    ]
    assert [rule for rule, _ in check(of, made, edition("land"), reverse)] == ["C10"]
    assert [rule for rule, _ in check(of, made, land)] == ["C9"], "unbekannte Ebene: nur mit Namen gemeint"


@pytest.mark.parametrize(
    ("named", "paid", "expected"),
    [
        (["umbau"], {}, ["umbau"]),
        ([], {KEY: {"bund": 1}}, ["umbau"]),
        ([], {("fest", 2028): {"bund": 1}}, []),
        (["stelle", "fest"], {}, []),
    ],
)
def test_items_of_granted_money_are_those_it_names_or_pays(
    named: list[str], paid: dict[tuple[str, int], dict[str, int]], expected: list[str]
) -> None:
    party = "verein" if ("fest", 2028) in paid else "gemeinde"
    granted = {"programme": "bund", "party": party, "amount": 10, "decided_on": "2026-01-10", "items": named}
    of = project(granted=[granted])
    made = plan(of, LAND_ASK, money=Money(granted=paid))
    theirs = edition("bund", combining=[{"rule": "not_same_item", "with": {"programme": "land"}, "when": OPEN}])

    assert check(of, made, edition("land"), theirs) == [
        ("C9", f"{item}: LAND (Block, gemeinde) und das bewilligte bund schließen sich bei einem Posten aus.")
        for item in expected
    ]


def test_the_edition_of_granted_money_is_that_of_its_decision() -> None:
    """The older edition excluded others, the newer one does not."""
    of = project(granted=[{"programme": "bund", "amount": 1, "decided_on": "2025-06-01"}])
    old = edition("bund", edition="2025", valid={"from": "2025-01-01", "until": "2025-12-31"}, combining=[ALONE])
    new = edition("bund")

    assert [rule for rule, _ in check(of, plan(of, LAND_ASK), edition("land"), old, new)] == ["C10"]


ALONE = {"rule": "not_same_project", "with": {"any": True}}


def test_blocks_of_one_programme_for_two_parties_are_not_other_programmes() -> None:
    second = Ask(programme="land", party="verein", pays={("fest", 2028): 1_000})

    assert check(project(), plan(project(), LAND_ASK, second), edition("land", combining=[ALONE])) == []


def test_one_block_of_a_programme_per_party() -> None:
    once = edition("land", block("block"), block("second"))
    repeated = edition("land", block("block", repeat=True), block("second"))
    other = Ask(programme="land", block="second", pays={("stelle", 2027): 1_000})
    again = Ask(programme="land", pays={("stelle", 2027): 1_000})
    expected = [("C10", "LAND (Second, gemeinde): Block ist schon beantragt.")]

    assert check(project(), plan(project(), LAND_ASK, other), once) == expected
    assert check(project(), plan(project(), LAND_ASK, again), once) == [
        ("C10", "LAND (Block, gemeinde): Block ist schon beantragt.")
    ]
    assert check(project(), plan(project(), LAND_ASK, other), repeated) == []
    assert check(project(), plan(project(), LAND_ASK, again), repeated) == []


@pytest.mark.parametrize(
    ("granted", "expected"),
    [
        ({}, [("C10", "LAND (Block, gemeinde): ist schon bewilligt.")]),
        ({"block": "block"}, [("C10", "LAND (Block, gemeinde): ist schon bewilligt.")]),
        ({"block": "other"}, []),
        ({"party": "verein"}, []),
    ],
)
def test_granted_money_is_not_applied_for_again(granted: dict[str, str], expected: list[tuple[str, str]]) -> None:
    of = project(granted=[{"programme": "land", "amount": 1, "decided_on": "2026-01-10", **granted}])

    assert check(of, plan(of, LAND_ASK), edition("land", block(repeat=True))) == expected


SHARE = {"rule": "total_share", "with": {"public": True}, "max": 60, "of": "overlapping_costs", "reduce": "self"}


def shared(beg: int, land: float, *, level: str = "state", **rule: object) -> list[tuple[str, str]]:
    first = edition("beg", level="federal", combining=[{**SHARE, **rule}])
    asks = (Ask(programme="beg", pays={KEY: beg}), Ask(programme="land", pays={KEY: land}))
    of = project()
    return check(of, plan(of, *asks), first, edition("land", level=level))


def over(public: str) -> list[tuple[str, str]]:
    text = f"öffentliche Mittel {public} € auf 100.000 € gemeinsame Kosten, höchstens 60 % = 60.000 €"
    return [("C11", f"BEG (Block, gemeinde): {text}.")]


def test_public_money_on_overlapping_costs() -> None:
    assert shared(20_000, 40_000) == []
    assert shared(20_001, 40_000) == over("60.001")


def test_the_limit_is_rounded_down() -> None:
    """Two thirds of 100,000 are 66,666.66."""
    assert [rule for rule, _ in shared(20_000, 46_666.66, max="200/3")] == ["form"], "nur die Cent stören"
    assert [rule for rule, _ in shared(20_000, 46_666.67, max="200/3")] == ["form", "C11"]


def test_money_that_is_not_public_does_not_count_unless_the_rule_names_it() -> None:
    assert shared(40_000, 40_000, level="foundation") == []
    assert shared(20_001, 40_000, level="foundation", **{"with": {"any": True}}) == over("60.001")


def test_without_overlap_no_limit() -> None:
    first = edition("beg", block(rate=70), level="federal", combining=[SHARE])
    asks = (Ask(programme="beg", pays={KEY: 70_000}), Ask(programme="land", pays={("stelle", 2027): 15_000}))

    assert check(project(), plan(project(), *asks), first, edition("land")) == []


def test_granted_public_money_counts_as_overlap() -> None:
    of = project(granted=[{"programme": "land", "amount": 40_000, "decided_on": "2026-01-10", "items": ["umbau"]}])
    made = plan(of, Ask(programme="beg", pays={KEY: 20_001}), money=Money(granted={KEY: {"land": 40_000}}))

    assert check(of, made, edition("beg", level="federal", combining=[SHARE]), edition("land")) == over("60.001")
