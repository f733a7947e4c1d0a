"""Real figures that do not fit a plan, and plans that do not add up: every mistake with its place."""

import pytest
from tests.planning.settling.sample import TITLE, YEAR, actuals, catalogue, grant, plan

from quartier.catalogue.store import Catalogue
from quartier.model.answers import Plan
from quartier.planning.settling.findings import actuals_findings, edition_findings, plan_findings

PLAN = plan(
    {"bau": 100_000, "kurse": 60_000},
    grant("land", "proportional", {"bau": 50_000}),
    grant("taler", "unit_amount", {"kurse": 50_000}),
    third_party={"spenden": {"bau": 10_000}},
    parties={"kurse": "verein"},
)


def places(given: dict[str, object], made: Plan = PLAN) -> list[tuple[object, ...]]:
    return [found.path for found in actuals_findings(actuals(**given), made, TITLE, catalogue(made))]


def messages(given: dict[str, object], made: Plan = PLAN) -> list[str]:
    return [found.message for found in actuals_findings(actuals(**given), made, TITLE, catalogue(made))]


def test_figures_that_fit() -> None:
    assert places({"costs": {"bau": {YEAR: 900}}, "third_party": {"spenden": {YEAR: 1}}}) == []


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"project": "Anderes"}, ("project",)),
        ({"costs": {"dach": {YEAR: 1}}}, ("costs", "dach")),
        ({"costs": {"bau": {2031: 1}}}, ("costs", "bau", 2031)),
        ({"third_party": {"spende": {YEAR: 1}}}, ("third_party", "spende")),
        ({"third_party": {"spenden": {2019: 1}}}, ("third_party", "spenden", 2019)),
        ({"public_money": ["kreis"]}, ("public_money", 0)),
        ({"new_money": [{"id": "x", "amount": 1, "items": ["dach"]}]}, ("new_money", 0, "items", 0)),
        ({"new_money": [{"id": "x", "amount": 1, "party": "kreis"}]}, ("new_money", 0, "party")),
        ({"new_money": [{"id": "spenden", "amount": 1}]}, ("new_money", 0, "id")),
        ({"payments": [{"on": "2027-02-01", "item": "dach", "amount": 1}]}, ("payments", 0, "item")),
        ({"grants": [{"programme": "bund"}]}, ("grants", 0, "programme")),
        ({"grants": [{"programme": "land", "party": "verein"}]}, ("grants", 0, "programme")),
        ({"grants": [{"programme": "land"}, {"programme": "land"}]}, ("grants", 1)),
        ({"grants": [{"programme": "land", "units": {"reached": 1}}]}, ("grants", 0, "units")),
        ({"grants": [{"programme": "land", "partner_paid": 1}]}, ("grants", 0, "partner_paid")),
    ],
)
def test_figures_that_do_not_fit(given: dict[str, object], path: tuple[object, ...]) -> None:
    assert places(given) == [path]


def test_a_near_name_is_proposed() -> None:
    assert messages({"costs": {"kurs": {YEAR: 1}}}) == [
        "den Posten „kurs“ gibt es im Plan nicht; gemeint ist vielleicht `kurse`"
    ]


def test_the_title_counts_only_where_the_plan_has_one() -> None:
    given = actuals(project="Anderes")

    assert list(actuals_findings(given, PLAN, None, catalogue(PLAN))) == []


def test_an_ambiguous_grant_needs_its_party() -> None:
    twice = plan(
        {"bau": 100, "kurse": 100},
        grant("land", "proportional", {"bau": 50}),
        grant("land", "proportional", {"kurse": 50}, party="verein"),
        parties={"kurse": "verein"},
    )

    assert places({"grants": [{"programme": "land"}]}, twice) == [("grants", 0, "programme")]
    assert places({"grants": [{"programme": "land", "party": "verein"}]}, twice) == []


def test_units_must_be_told_where_they_do_not_follow() -> None:
    odd = plan({"kurse": 60_000}, grant("taler", "unit_amount", {"kurse": 50_001}))

    assert places({"grants": [{"programme": "taler", "units": {"reached": 1}}]}, odd) == [
        ("grants", 0, "units", "planned")
    ]
    assert places({"grants": [{"programme": "taler", "units": {"reached": 1, "planned": 2}}]}, odd) == []


def changed(**cell: object) -> Plan:
    return PLAN.model_copy(update={"cells": (PLAN.cells[0].model_copy(update=cell), *PLAN.cells[1:])})


@pytest.mark.parametrize(
    ("made", "path"),
    [
        (changed(cost=1), ("cells", 0, "cost")),
        (changed(own=-1), ("cells", 0)),
        (changed(item="kurse"), ("cells", 1, "item")),
        (PLAN.model_copy(update={"grants": PLAN.grants[:1]}), ("cells", 1, "grants")),
        (PLAN.model_copy(update={"cells": ()}), ("cells",)),
        (
            PLAN.model_copy(update={"grants": (PLAN.grants[0].model_copy(update={"base": 1}), PLAN.grants[1])}),
            ("grants", 0, "base"),
        ),
        (
            PLAN.model_copy(update={"grants": (PLAN.grants[0].model_copy(update={"amount": 5}), PLAN.grants[1])}),
            ("grants", 0, "amount"),
        ),
        (
            PLAN.model_copy(update={"grants": (PLAN.grants[0].model_copy(update={"amount": -5}), PLAN.grants[1])}),
            ("grants", 0, "amount"),
        ),
    ],
)
def test_plans_that_do_not_add_up(made: Plan, path: tuple[object, ...]) -> None:
    assert path in [found.path for found in plan_findings(made)]


def test_a_plan_that_adds_up() -> None:
    assert list(plan_findings(PLAN)) == []


def test_the_catalogue_must_have_the_editions() -> None:
    known = catalogue(PLAN)
    less = Catalogue(known.editions[1:], known.vocabulary, known.digest)

    assert list(edition_findings(PLAN, known)) == []
    assert [found.path for found in edition_findings(PLAN, less)] == [("grants", 0, "programme")]
