"""Why there is no plan, in rules none of which can be left out, with their sources."""

from typing import Any

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import answer, costing, item

from quartier.model.edition import Edition

TOWN = [{"id": "gemeinde", "type": "municipality"}]


def sourced(**given: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a block and of what it pays
    """A block that names its source."""
    return {**block(**given), "source": "s"}


def conflict(*editions: Edition, only: tuple[str, ...] = ("a",), **more: Any) -> list[tuple[str, str, str | None]]:  # noqa: ANN401 - fields of a project
    """Rule, text and title of the source."""
    of = costing(item("haus", 10_000), choose={"only": only}, parties=TOWN, **more)
    found = answer(of, *editions)
    assert found.plans == ()
    assert found.infeasible is not None
    return [(rule.rule, rule.text, rule.source.title if rule.source else None) for rule in found.infeasible.conflict]


def wish(name: str) -> tuple[str, str, None]:
    return ("choice", f"„{name}“ soll verwendet werden (`choose.only`)", None)


def test_programmes_that_exclude_each_other() -> None:
    rule = {"with": {"programme": "b"}, "rule": "not_same_project", "text": "Nur eins von beiden.", "source": "s"}
    found = conflict(edition("a", combining=[rule]), edition("b"), only=("a", "b"))

    assert found == [("C10", "A, B: Nur eins von beiden.", "Richtlinie"), wish("a"), wish("b")]


@pytest.mark.parametrize(
    ("pays", "rule"),
    [
        ({"amount": {"min": 5_001}}, "C4"),
        ({"own": {"min_rate": 60}, "amount": {"min": 5_000}}, "C7"),
        ({"needs_match": {"from": ["county"], "amount": 1}}, "C12"),
        ({"financing": "matching", "rate": None, "match": {"of": ["state"], "ratio": 1}}, "C12"),
    ],
)
def test_a_rule_of_the_wanted_programme_itself(pays: dict[str, Any], rule: str) -> None:
    found = conflict(edition("a", sourced(**pays)))

    assert rule in [name for name, _, _ in found]
    assert wish("a") in found
    assert {title for name, _, title in found if name != "choice"} == {"Richtlinie"}


def test_a_missing_prerequisite_that_is_not_wanted() -> None:
    needs = {"rule": "requires", "programme": "b", "text": "Erst B.", "source": "s"}

    assert conflict(edition("a", combining=[needs]), edition("b")) == [("C13", "A: Erst B.", "Richtlinie"), wish("a")]


def test_aid_that_came_before() -> None:
    exact = {"financing": "fixed_amount", "rate": None, "amount": {"min": 9_000, "max": 9_000}}
    history = [{"amount": 295_000, "decided_on": "2025-01-01"}]
    found = conflict(edition("a", sourced(**exact, state_aid="de_minimis")), aid_received=history)

    assert ("C15", "A: De-minimis-Höchstbetrag in drei Jahren", None) in found
    assert wish("a") in found


@pytest.mark.parametrize(
    ("pays", "reason"),
    [
        (
            {"financing": "loan"},
            ("not_planned", "A ist ein Darlehen oder ein Preis und wird nicht als Zuschuss eingeplant", None),
        ),
        ({"base": {"kinds": ["fees"]}}, ("C17", "A zählt keinen der Posten dieses Vorhabens", "Richtlinie")),
    ],
)
def test_a_wanted_programme_that_cannot_be_planned(pays: dict[str, Any], reason: tuple[str, str, str | None]) -> None:
    """The reason names the rule and its source; that loans are never planned is no rule of the programme."""
    assert conflict(edition("a", sourced(**pays))) == [wish("a"), reason]


def test_a_wanted_programme_that_does_not_fit() -> None:
    failing = [{"id": "c", "text": "Holz.", "source": "s", "when": {"fact": "timber", "is": True}}]
    found = conflict(edition("a", block(conditions=failing)), facts={"timber": False})

    assert [(rule, title) for rule, _, title in found] == [("choice", None), ("C13", "Richtlinie")]
    assert found[1][1].startswith("A: ")


def test_a_wanted_programme_without_a_valid_edition() -> None:
    old = edition("a", valid={"from": "2020-01-01", "until": "2021-12-31"})

    assert conflict(old) == [wish("a"), ("C18", "„a“ hat am 2026-03-01 keine gültige Ausgabe", None)]


def test_a_wanted_programme_that_is_granted_already_is_used() -> None:
    granted = [{"programme": "a", "amount": 1_000, "decided_on": "2026-01-10"}]
    of = costing(item("haus", 10_000), choose={"only": ["a"]}, parties=TOWN, granted=granted)
    found = answer(of, edition("a"))

    assert [(plan.grants, plan.own_total) for plan in found.plans] == [((), 9_000_00)]
