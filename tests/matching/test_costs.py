"""Eligible costs at most and at least: kinds, purposes, VAT and caps, to the cent."""

from collections.abc import Callable

import pytest

from quartier.matching.costs import CostTable, Counted, counted, with_vat
from quartier.model.pays import Base, Pays
from quartier.model.project import Project

COSTS = [
    {"id": "bau", "kind": "investment", "measure": "building", "net": {2027: 10000, 2028: 5000}, "vat_rate": 19},
    {"id": "rat", "kind": "fees", "net": {2027: "6400.01"}, "vat_rate": 19, "units": {"days": 8}},
    {"id": "kraft", "kind": "personnel", "measure": "meal_service", "gross": {2027: 20000, 2028: 20000}},
    {
        "id": "essen",
        "party": "verein",
        "kind": "materials",
        "measure": "meal_service",
        "gross": {2027: 119},
        "vat_rate": 19,
    },
]


@pytest.fixture
def made(project: Callable[..., Project]) -> Project:
    parties = [{"id": "gemeinde", "type": "municipality"}, {"id": "verein", "type": "registered_association"}]
    return project(parties=parties, costs=COSTS)


def count(made: Project, base: dict[str, object], party: str = "gemeinde", **pays: object) -> Counted:
    rules = Pays.model_validate({"financing": "full", "base": base, **pays})
    return counted(CostTable(made), party, rules, {})


def euros(amount: str) -> int:
    return int(amount.replace(".", ""))


@pytest.mark.parametrize(
    ("base", "sure", "most"),
    [
        ({}, "61400.01", "61400.01"),
        ({"vat": "included"}, "65466.01", "65466.01"),
        ({"vat": "if_not_recoverable"}, "61400.01", "61400.01"),
        ({"kinds": ["fees"]}, "6400.01", "6400.01"),
        ({"except": ["investment", "personnel"]}, "6400.01", "6400.01"),
        ({"measures": ["building"]}, "15000.00", "21400.01"),
        ({"caps": [{"kind": "fees", "per": "day", "max": 700}]}, "60600.00", "60600.00"),
        (
            {"vat": "included", "kinds": ["fees"], "caps": [{"kind": "fees", "per": "day", "max": 700}]},
            "6664.00",
            "6664.00",
        ),
        ({"kinds": ["fees"], "caps": [{"kind": "fees", "per": "month", "max": 1}]}, "6400.01", "6400.01"),
        (
            {"kinds": ["personnel"], "caps": [{"kind": "personnel", "per": "year", "max": 15000}]},
            "30000.00",
            "30000.00",
        ),
        (
            {"kinds": ["personnel"], "caps": [{"kind": "personnel", "per": "project", "max": 15000}]},
            "15000.00",
            "15000.00",
        ),
        (
            {"kinds": ["fees", "personnel"], "caps": [{"kind": "fees", "max_share_of": "personnel", "rate": 10}]},
            "44000.00",
            "44000.00",
        ),
    ],
)
def test_what_counts(made: Project, base: dict[str, object], sure: str, most: str) -> None:
    assert count(made, base) == Counted(euros(sure), euros(most))


def test_a_party_counts_its_own_items_only(made: Project) -> None:
    assert count(made, {}, "verein") == Counted(100_00, 100_00)


def test_a_block_that_pays_partners_counts_all(made: Project) -> None:
    assert count(made, {}, "verein", pays_partners=True) == Counted(euros("61500.01"), euros("61500.01"))


@pytest.mark.parametrize(
    ("rule", "recoverable", "expected"),
    [
        ("included", True, True),
        ("excluded", False, False),
        ("unknown", False, False),
        ("if_not_recoverable", False, True),
        ("if_not_recoverable", True, False),
        ("if_not_recoverable", None, False),
    ],
)
def test_vat_counts_only_where_the_applicant_bears_it(rule: str, recoverable: bool | None, expected: bool) -> None:  # noqa: FBT001 - values of the fact
    facts = {} if recoverable is None else {"applicant.vat_recoverable": recoverable}

    assert with_vat(Base.model_validate({"vat": rule}), facts) is expected
