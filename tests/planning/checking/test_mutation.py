"""A valid plan changed by one euro anywhere is no valid plan."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.planning.checking.conftest import Ask, Money, block, check, edition, plan, project

from quartier.model.answers import Plan
from quartier.model.edition import Edition
from quartier.model.money import euros_text
from quartier.model.project import Project

UMBAU, STELLE, SPAETER, FEST = ("umbau", 2027), ("stelle", 2027), ("stelle", 2028), ("fest", 2028)

OF = project(
    own_funds={"gemeinde": {2027: 37_000, 2028: 3_000}, "verein": {2028: 100}},
    third_party=[{"id": "spenden", "kind": "donations", "party": "verein", "amounts": {2028: 1_300}}],
    granted=[{"programme": "stiftung", "amount": 3_000, "decided_on": "2026-01-10", "items": ["umbau"]}],
    in_kind=[{"party": "verein", "hours": {2028: 100}}],
)
EDITIONS = (
    edition(
        "land",
        block(rate=60, own={"min_rate": 20}),
        combining=[
            {"rule": "total_share", "with": {"public": True}, "max": 70, "of": "overlapping_costs", "reduce": "self"},
        ],
    ),
    edition("kreis", block(rate=10), level="county"),
    edition("bund", block(rate=None, degressive=[{"rate": 90}, {"rate": 80, "from_month": 13}]), level="federal"),
    edition("kasse", block(rate=40, in_kind={"rate_per_hour": 15}), level="health_fund"),
)
ASKS = (
    Ask(programme="land", pays={UMBAU: 60_000}),
    Ask(programme="kreis", pays={UMBAU: 10_000}),
    Ask(programme="bund", pays={STELLE: 27_000, SPAETER: 24_000}),
    Ask(programme="kasse", party="verein", pays={FEST: 2_600}, in_kind=1_500),
)
MONEY = Money(
    granted={UMBAU: {"stiftung": 3_000}},
    third_party={FEST: {"spenden": 1_300}},
    gap={SPAETER: 3_000, FEST: 1_000, STELLE: 0},
)
MADE = plan(OF, *ASKS, money=MONEY)
UNCHECKED = {"after_funding", "gap"}
MONEY_TEXT = re.compile(r"^-?\d+\.\d\d$")


def places(value: object, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every amount of money in a plan, by its path."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key not in UNCHECKED:
                yield from places(part, (*path, key))
    elif isinstance(value, list | tuple):
        for number, part in enumerate(value):
            yield from places(part, (*path, number))
    elif isinstance(value, str) and MONEY_TEXT.match(value):
        yield path


def moved(made: Plan, path: tuple[Any, ...], cents: int) -> Plan:
    """The plan with one amount changed."""

    def change(value: Any, rest: tuple[Any, ...]) -> Any:  # noqa: ANN401 - any part of a plan
        if not rest:
            return euros_text(int(Decimal(value) * 100) + cents)
        if isinstance(value, dict):
            return {**value, rest[0]: change(value[rest[0]], rest[1:])}
        return [change(part, rest[1:]) if number == rest[0] else part for number, part in enumerate(value)]

    return Plan.model_validate(change(made.model_dump(), path))


PLACES = list(places(MADE.model_dump()))


def test_the_plan_is_valid() -> None:
    assert check(OF, MADE, *EDITIONS) == []
    assert len(PLACES) == 52


@pytest.mark.parametrize("cents", [-1_00, 1_00])
def test_a_euro_more_or_less_anywhere(cents: int) -> None:
    assert [path for path in PLACES if not check(OF, moved(MADE, path, cents), *EDITIONS)] == []


@given(st.sampled_from(PLACES), st.integers(-(10**9), 10**9).filter(bool))
def test_any_other_figure(path: tuple[Any, ...], cents: int) -> None:
    assert check(OF, moved(MADE, path, cents), *EDITIONS) != []


def more(number: int, key: tuple[str, int], of: Project) -> list[str]:
    """The rules broken when a grant takes one euro more and own funds pay one less, everything told alike."""
    asks = list(ASKS)
    old = asks[number]
    asks[number] = Ask(
        programme=old.programme,
        party=old.party,
        pays={**old.pays, key: old.pays[key] + 1},
        in_kind=old.in_kind,
    )
    made = plan(of, *asks, money=Money(granted=MONEY.granted, third_party=MONEY.third_party))
    return [rule for rule, _ in check(of, made, *EDITIONS)]


@pytest.mark.parametrize(
    ("number", "key", "rules"),
    [
        (0, UMBAU, ["C2", "C11"]),
        (1, UMBAU, ["C2", "C11"]),
        (2, STELLE, ["C2"]),
        (2, SPAETER, ["C2"]),
        (3, FEST, ["C8"]),
    ],
)
def test_a_consistent_plan_breaks_the_rule_itself(number: int, key: tuple[str, int], rules: list[str]) -> None:
    rich = OF.model_copy(update={"own_funds": None})

    assert more(number, key, rich) == rules


def test_a_valid_plan_of_many_editions_is_the_same_in_any_order_of_the_catalogue() -> None:
    reverse: tuple[Edition, ...] = tuple(reversed(EDITIONS))

    assert check(OF, MADE, *reverse) == []
