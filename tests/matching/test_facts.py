"""What is known of a party as applicant, and what a project file may not say."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from quartier.matching.facts import applicant_facts, fact_problems
from quartier.model.base import Finding
from quartier.model.project import Project
from quartier.model.vocabulary import Vocabulary

COSTS = [
    {"id": "bau", "kind": "investment", "measure": "building", "net": {2027: "1000.03"}, "vat_rate": 19},
    {"id": "essen", "kind": "materials", "measure": "meal_service", "gross": {2027: 50, 2028: 60}},
]


def test_everything_known(project: Callable[..., Project]) -> None:
    made = project(
        topics=["care_health"],
        parties=[
            {"id": "gemeinde", "type": "municipality"},
            {"id": "verein", "type": "registered_association", "facts": {"public_benefit": True, "volunteers": 12}},
        ],
        facts={"council_resolution": True, "started": None, "volunteers": 3, "place.population": 900},
        costs=COSTS,
    )

    assert applicant_facts(made, made.parties[1], {"place.population": 950, "place.state": "BW"}) == {
        "applicant.type": "registered_association",
        "applicant.public_benefit": True,
        "applicant.volunteers": 12,
        "public_benefit": True,
        "volunteers": 12,
        "council_resolution": True,
        "topics": ("care_health",),
        "partners.types": ("municipality",),
        "place.population": 900,
        "place.state": "BW",
        "costs.total": Decimal("1300.04"),
        "costs.kinds": ("investment", "materials"),
        "costs.measures": ("building", "meal_service"),
        "project.start": dt.date(2027, 1, 1),
        "project.end": dt.date(2028, 12, 31),
        "project.months": 24,
        "as_of": dt.date(2026, 3, 1),
    }


def test_what_is_not_given_is_not_known(project: Callable[..., Project]) -> None:
    made = project(period=None)

    assert applicant_facts(made, made.parties[0], {}) == {
        "applicant.type": "municipality",
        "partners.types": (),
        "as_of": dt.date(2026, 3, 1),
    }


def test_measures_are_unknown_while_an_item_names_none(project: Callable[..., Project]) -> None:
    made = project(costs=[COSTS[0], {"id": "rat", "kind": "fees", "net": {2027: 5}}])

    assert "costs.measures" not in applicant_facts(made, made.parties[0], {})


def test_a_party_can_take_back_what_the_project_says(project: Callable[..., Project]) -> None:
    party = {"id": "verein", "type": "registered_association", "facts": {"volunteers": None}}
    made = project(facts={"volunteers": 3}, parties=[party])

    assert "volunteers" not in applicant_facts(made, made.parties[0], {})


def test_a_correct_project_has_no_problems(project: Callable[..., Project], vocabulary: Vocabulary) -> None:
    made = project(
        topics=["care_health"],
        parties=[
            {"id": "verein", "type": "registered_association", "facts": {"public_benefit": True, "volunteers": 2}}
        ],
        facts={
            "council_resolution": True,
            "target_groups": ["children"],
            "volunteers": 7,
            "place.density": Decimal("1.5"),
        },
        costs=COSTS,
    )

    assert fact_problems(made, vocabulary) == []


@pytest.mark.parametrize(
    ("changes", "path", "message"),
    [
        (
            {"facts": {"counsil_resolution": True}},
            ("facts", "counsil_resolution"),
            "gemeint ist vielleicht `council_resolution`",
        ),
        ({"facts": {"volunteers": -1}}, ("facts", "volunteers"), "darf nicht negativ sein"),
        ({"facts": {"volunteers": Decimal("1.5")}}, ("facts", "volunteers"), "erwartet eine ganze Zahl"),
        ({"facts": {"volunteers": "NaN"}}, ("facts", "volunteers"), "erwartet eine Zahl (angegeben: 'NaN')"),
        (
            {"facts": {"volunteers": "1e99"}},
            ("facts", "volunteers"),
            "ist unwahrscheinlich groß oder klein, bitte prüfen",
        ),
        ({"facts": {"volunteers": [1, 2]}}, ("facts", "volunteers"), "erwartet einen einzelnen Wert, keine Liste"),
        ({"facts": {"council_resolution": "ja"}}, ("facts", "council_resolution"), "erwartet `true` oder `false`"),
        ({"facts": {"project.start": dt.date(2027, 1, 1)}}, ("facts", "project.start"), "bitte hier streichen"),
        ({"facts": {"applicant.type": "county"}}, ("facts", "applicant.type"), "bitte hier streichen"),
        (
            {"facts": {"target_groups": ["kids"]}},
            ("facts", "target_groups"),
            "„kids“ gehört nicht zu den möglichen Werten",
        ),
        ({"topics": ["care_helth"]}, ("topics", 0), "gemeint ist vielleicht `care_health`"),
        ({"parties": [{"id": "a", "type": "club"}]}, ("parties", 0, "type"), "möglich: county, municipality"),
        (
            {"parties": [{"id": "a", "type": "county", "facts": {"public_benefitt": True}}]},
            ("parties", 0, "facts", "public_benefitt"),
            "gemeint ist vielleicht `public_benefit`",
        ),
        (
            {"parties": [{"id": "a", "type": "county", "facts": {"type": "county"}}]},
            ("parties", 0, "facts", "type"),
            "bitte hier streichen",
        ),
        (
            {"costs": [{"id": "a", "kind": "gold", "net": {2027: 1}}]},
            ("costs", 0, "kind"),
            "„gold“ steht nicht im Vokabular",
        ),
        (
            {"costs": [{"id": "a", "kind": "fees", "measure": "bilding", "net": {2027: 1}}]},
            ("costs", 0, "measure"),
            "gemeint ist vielleicht `building`",
        ),
        ({"place": {"type": "empire"}}, ("place", "type"), "„empire“ steht nicht im Vokabular"),
    ],
)
def test_problems_name_the_place_and_what_was_expected(
    project: Callable[..., Project],
    vocabulary: Vocabulary,
    changes: dict[str, object],
    path: tuple[str | int, ...],
    message: str,
) -> None:
    problems = fact_problems(project(**changes), vocabulary)

    assert [(problem.path, message in problem.message) for problem in problems] == [(path, True)], problems


def test_all_problems_at_once(project: Callable[..., Project], vocabulary: Vocabulary) -> None:
    made = project(facts={"nobody": 1, "volunteers": True}, topics=["war"])

    assert fact_problems(made, vocabulary) == [
        Finding(("facts", "nobody"), "die Tatsache „nobody“ steht nicht im Vokabular"),
        Finding(("facts", "volunteers"), "`true` und `false` passen hier nicht"),
        Finding(("topics", 0), "„war“ steht nicht im Vokabular; möglich: care_health, participation"),
    ]
