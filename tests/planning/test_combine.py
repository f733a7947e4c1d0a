"""The rules between two programmes, read from both sides (C9, C10)."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, euros, instance, item

from quartier.model.edition import Edition

HOUSE = costing(item("haus", 10_000))
NOT_SAID = "Ob sich beides kombinieren lässt, sagt keine gefundene Quelle; bitte erfragen."


def rules(*editions: Edition) -> list[tuple[int, int, str, str, int]]:
    pairs = instance(HOUSE, *editions).pairs
    return [(pair.first, pair.second, pair.rule, pair.text, pair.edition) for pair in pairs]


def rule(name: str, text: str = "So.", **others: object) -> dict[str, Any]:
    return {"with": others, "rule": name, "text": text, "source": "s"}


def test_nothing_said_is_no_relation() -> None:
    assert rules(edition("a"), edition("b")) == []


@pytest.mark.parametrize("others", [{"programme": "b"}, {"level": "federal"}, {"public": True}, {"any": True}])
@pytest.mark.parametrize("kind", ["not_same_item", "not_same_project"])
def test_said_by_one_side(kind: str, others: dict[str, Any]) -> None:
    speaks = edition("a", combining=[rule(kind, **others)])
    silent = edition("b", level="federal")

    assert rules(speaks, silent) == [(0, 1, kind, "So.", 0)]
    assert rules(silent, speaks) == [(0, 1, kind, "So.", 1)]


@pytest.mark.parametrize("others", [{"programme": "c"}, {"level": "eu"}])
def test_said_of_others(others: dict[str, Any]) -> None:
    assert rules(edition("a", combining=[rule("not_same_item", **others)]), edition("b")) == []


def test_private_money_is_not_public() -> None:
    speaks = edition("a", combining=[rule("not_same_project", public=True)])

    assert rules(speaks, edition("b", level="lottery")) == []


def test_said_by_both_sides_counts_once_with_the_text_of_the_first() -> None:
    first = edition("a", combining=[rule("not_same_item", "Hier.", any=True)])
    second = edition("b", combining=[rule("not_same_item", "Dort.", any=True), rule("not_same_project", any=True)])

    assert rules(first, second) == [(0, 1, "not_same_item", "Hier.", 0), (0, 1, "not_same_project", "So.", 1)]


def test_unknown_is_said_or_stands_among_the_unknown_fields() -> None:
    said = edition("a", combining=[rule("unknown", "Wer weiß.", any=True)])
    found = edition("a", unknown=["combining"])

    assert rules(said, edition("b")) == [(0, 1, "unknown", "Wer weiß.", 0)]
    assert rules(found, edition("b")) == [(0, 1, "unknown", NOT_SAID, 0)]


@pytest.mark.parametrize("known", ["allowed", "not_same_item", "not_same_project", "total_share"])
def test_whatever_is_known_beats_unknown(known: str) -> None:
    share = {"max": 90} if known == "total_share" else {}
    speaks = edition("a", combining=[rule("unknown", any=True), {**rule(known, programme="b"), **share}])

    assert [found[2] for found in rules(speaks, edition("b"))] == ([known] if known.startswith("not") else [])


def test_a_rule_for_other_applicants_does_not_count() -> None:
    for_clubs = {**rule("not_same_item", any=True), "when": {"fact": "applicant.type", "is": "registered_association"}}
    if_timber = {**rule("not_same_item", any=True), "when": {"fact": "timber", "is": True}}

    assert rules(edition("a", combining=[for_clubs]), edition("b")) == []
    assert rules(edition("a", combining=[if_timber]), edition("b")) == [(0, 1, "not_same_item", "So.", 0)]


def test_blocks_of_one_programme_are_not_others_to_each_other() -> None:
    speaks = edition("a", block("x"), block("y"), combining=[rule("not_same_item", any=True)])

    assert rules(speaks) == []


def test_not_one_item_but_two() -> None:
    """C9: on one item the better one; on two items each has its own."""
    first = edition("a", block(rate=60), combining=[rule("not_same_item", programme="b")])
    second = edition("b", block(rate=50, base={"vat": "included", "kinds": ["investment"]}))

    assert euros(best(HOUSE, first, second)) == {"a": 6_000}
    two = costing(item("haus", 10_000), item("stelle", 10_000, "personnel"))
    assert euros(best(two, first, second)) == {"a": 12_000}
    cheap = costing(item("haus", 10_000), item("stelle", 10_000, "personnel", party="verein"))
    assert euros(best(cheap, first, second)) == {"a": 12_000}


def test_an_item_may_be_left_to_the_other_programme() -> None:
    """C9: what the capped programme cannot pay any more the other one takes, item by item."""
    capped = edition("a", block(rate=60, amount={"max": 6_000}), combining=[rule("not_same_item", programme="b")])
    two = costing(item("haus", 10_000), item("hof", 8_000))
    plan = best(two, capped, edition("b", block(rate=50)))

    assert euros(plan) == {"a": 6_000, "b": 4_000}
    assert [grant.claims for grant in plan.grants] == [("haus",), ("hof",)]


def test_not_in_one_project() -> None:
    """C10: even on different items only the better one."""
    first = edition("a", block(rate=60, base={"vat": "included", "kinds": ["investment"]}))
    second = edition("b", block(rate=90, base={"vat": "included", "kinds": ["personnel"]}))
    excluding = edition("b", *second.model_dump()["blocks"], combining=[rule("not_same_project", any=True)])
    two = costing(item("haus", 10_000), item("stelle", 5_000, "personnel"))

    assert euros(best(two, first, second)) == {"a": 6_000, "b": 4_500}
    assert euros(best(two, first, excluding)) == {"a": 6_000}


GRANTED = [{"programme": "alt", "amount": 1_000, "decided_on": "2026-01-10", "items": ["haus"]}]


@pytest.mark.parametrize("speaks", ["old", "new"])
def test_granted_money_excludes_as_well(speaks: str) -> None:
    """C9 and C10 hold against a grant that is already decided, whoever says it."""

    def both(kind: str) -> dict[str, int]:
        old = edition("alt", combining=[rule(kind, programme="neu")] if speaks == "old" else [])
        new = edition("neu", combining=[rule(kind, programme="alt")] if speaks == "new" else [])
        of = costing(item("haus", 10_000), item("hof", 4_000), granted=GRANTED)
        return euros(best(of, old, new))

    assert both("allowed") == {"neu": 7_000}
    assert both("not_same_item") == {"neu": 2_000}
    assert both("not_same_project") == {}
