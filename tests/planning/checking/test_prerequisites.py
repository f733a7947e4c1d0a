"""C13: conditions, required programmes, the user's choice. C14 is a preference: no plan can break it."""

from typing import Any

import pytest
from tests.planning.checking.conftest import Ask, block, check, edition, plan, project

ASK = Ask(programme="land", pays={("umbau", 2027): 10})
BUND = Ask(programme="bund", pays={("stelle", 2027): 10})
LAND = "LAND (Block, gemeinde)"


def condition(name: str, **when: Any) -> dict[str, Any]:  # noqa: ANN401 - a comparison as in a file
    return {"id": name, "text": "Nur Landkreise.", "source": "s", "when": when}


COUNTY = condition("applicant", fact="applicant.type", is_="county")
COUNTY["when"]["is"] = COUNTY["when"].pop("is_")


def test_a_condition_of_edition_or_block_fails() -> None:
    expected = [("C13", f"{LAND}: Voraussetzung nicht erfüllt: Nur Landkreise.")]

    assert check(project(), plan(project(), ASK), edition("land", conditions=[COUNTY])) == expected
    assert check(project(), plan(project(), ASK), edition("land", block(conditions=[COUNTY]))) == expected


@pytest.mark.parametrize("rule", ["requires", "follows"])
def test_a_required_programme(rule: str) -> None:
    land = edition("land", combining=[{"rule": rule, "programme": "bund"}])
    here = [("C13", f"{LAND}: setzt bund voraus.")]
    granted = project(granted=[{"programme": "bund", "amount": 1, "decided_on": "2026-01-10"}])

    assert check(project(), plan(project(), ASK), land, edition("bund")) == here
    assert check(granted, plan(granted, ASK), land) == []


def test_a_required_programme_in_the_plan_or_not_required_here() -> None:
    rule = {"rule": "requires", "programme": "bund"}
    otherwise = {**rule, "when": {"fact": "applicant.type", "is": "county"}}

    assert check(project(), plan(project(), ASK, BUND), edition("land", combining=[rule]), edition("bund")) == []
    assert check(project(), plan(project(), ASK), edition("land", combining=[otherwise])) == []


@pytest.mark.parametrize(
    ("choose", "expected"),
    [
        ({"only": ["land"]}, []),
        ({"without": ["bund"]}, []),
        ({"without": ["land"]}, [("C13", f"{LAND}: ist nach der Auswahl im Vorhaben nicht gewollt.")]),
        (
            {"only": ["bund"]},
            [
                ("C13", f"{LAND}: ist nach der Auswahl im Vorhaben nicht gewollt."),
                ("C13", "bund: soll nach der Auswahl im Vorhaben genutzt werden, fehlt aber."),
            ],
        ),
        (
            {"only": ["land", "bund"]},
            [("C13", "bund: soll nach der Auswahl im Vorhaben genutzt werden, fehlt aber.")],
        ),
    ],
)
def test_the_users_choice(choose: dict[str, list[str]], expected: list[tuple[str, str]]) -> None:
    of = project(choose=choose)

    assert check(of, plan(of, ASK), edition("land"), edition("bund")) == expected


def test_last_resort_money_breaks_nothing() -> None:
    assert check(project(), plan(project(), ASK), edition("land", combining=[{"rule": "last_resort"}])) == []
