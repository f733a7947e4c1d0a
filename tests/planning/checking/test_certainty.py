"""`form`: a plan is conditional exactly where something is open."""

from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, block, changed, check, edition, plan, project

from quartier.model.edition import Edition
from quartier.model.project import Project

ASK = Ask(programme="land", pays={("umbau", 2027): 10})
UNKNOWN = {"rule": "unknown", "with": {"any": True}}
TIMBER = {"id": "timber", "text": "Holzbau.", "source": "s", "when": {"fact": "timber", "is": True}}
LAND = "LAND (Block, gemeinde)"


def without_measure() -> Project:
    return project(costs=[{"id": "umbau", "kind": "investment", "net": {2027: 100_000}}])


BUILDING: dict[str, Any] = {"base": {"vat": "included", "measures": ["building"]}}


@pytest.mark.parametrize(
    ("land", "of", "reason"),
    [
        (edition("land", conditions=[TIMBER]), project(), f"{LAND}: Holzbau."),
        (edition("land", block(conditions=[TIMBER])), project(), f"{LAND}: Holzbau."),
        (edition("land", block(early_start="unknown")), project(), f"{LAND}: vorzeitiger Beginn"),
        (edition("land", block(**BUILDING)), without_measure(), f"{LAND}: Maßnahme des Postens umbau"),
        (edition("land", intake={"kind": "unknown"}), project(), f"{LAND}: nächste Antragsrunde"),
    ],
)
def test_what_is_open_makes_a_plan_conditional(land: Edition, of: Project, reason: str) -> None:
    made = plan(of, ASK)
    conditional = changed(made, conditional=True)

    assert check(of, conditional, land) == []
    assert check(of, made, land) == [("form", f"Der Plan nennt sich unbedingt, aber offen ist: {reason}.")]
    assert check(of, changed(conditional, objectives=("lasting", "safest")), land) == [
        ("form", f"Der sicherste Plan darf auf nichts Offenem ruhen: {reason}.")
    ]


def test_nothing_is_open() -> None:
    of = project(facts={"timber": True})
    made = plan(of, ASK, objective="safest")
    land = edition("land", block(conditions=[TIMBER]))

    assert check(of, made, land) == []
    assert check(of, changed(made, conditional=True, objective="lasting"), land) == [
        ("form", "Der Plan nennt sich bedingt, aber nichts ist offen.")
    ]


def test_an_unknown_combination_counts_only_where_the_other_is_used() -> None:
    other = Ask(programme="bund", pays={("stelle", 2027): 10})
    land = edition("land", combining=[UNKNOWN])

    assert check(project(), plan(project(), ASK), land) == []
    assert check(project(), plan(project(), ASK, other), land, edition("bund")) == [
        ("form", f"Der Plan nennt sich unbedingt, aber offen ist: {LAND}: zusammen mit BUND (Block, gemeinde).")
    ]
    assert check(project(), plan(project(), ASK, other, conditional=True), land, edition("bund")) == []
