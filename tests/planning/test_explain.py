"""The named patterns of combining that a plan shows, and the source behind a rule."""

from typing import Any

from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import best, costing, item

from quartier.model.edition import Edition
from quartier.planning.explain import source_note

HOUSE = costing(item("haus", 10_000))


def test_a_source_is_that_of_the_rule_and_never_another() -> None:
    sources = {"first": {"title": "Eins", "as_of": "2025-06"}, "s": {"title": "Zwei", "as_of": "2026"}}
    land = edition("p", sources=sources)

    assert [note and note.title for note in (source_note(land, name) for name in ("s", "first"))] == ["Zwei", "Eins"]
    assert source_note(land, None) is None
    assert source_note(land, "nirgends") is None


def part(name: str, kind: str, **pays: Any) -> Edition:  # noqa: ANN401 - what a block pays
    level = pays.pop("level", "state")
    return edition(name, block(**pays, base={"vat": "included", "kinds": [kind]}), level=level)


def test_patterns() -> None:
    building, running = part("a", "investment"), part("b", "personnel")
    two = costing(item("haus", 10_000), item("stelle", 10_000, "personnel"))
    for_club = costing(item("haus", 10_000), item("fest", 10_000, "personnel", party="verein"))
    town = part("b", "personnel", financing="matching", rate=None, match={"of": ["municipal"], "ratio": 1})

    assert best(HOUSE).patterns == ()
    assert best(HOUSE, edition("a"), edition("b", block(rate=10))).patterns == ()
    assert best(two, building, running).patterns == ("investment_and_running", "split_by_cost")
    assert best(for_club, building, running).patterns == ("investment_and_running", "split_by_applicant")
    assert best(two, town).patterns == ("matching",)


def test_one_after_the_other_for_the_same_purpose_is_a_relay() -> None:
    of = costing(item("stelle", {2027: 10_000, 2028: 10_000}, "personnel"))
    year = {"max_months": 12}
    plan = best(
        of,
        edition("a", block(rate=50, period=year, amount={"max": 5_000})),
        edition(
            "b", block(rate=50, period=year, amount={"max": 5_000}), combining=[{"rule": "follows", "programme": "a"}]
        ),
    )

    assert [(grant.programme, str(grant.start)) for grant in plan.grants] == [("a", "2027-01"), ("b", "2028-01")]
    assert plan.patterns == ("relay", "sequence", "split_by_cost")
