"""The arithmetic of a grant: every line adds up, and special bases are reckoned as the rules say."""

from typing import Any

import pytest
from tests.planning.checking.conftest import VOCABULARY, block, edition, project
from tests.planning.random_projects import random_project

from quartier.catalogue.store import Catalogue
from quartier.model.answers import Arithmetic, CostLine, Grant
from quartier.model.edition import Edition
from quartier.planning.answer import Extras, plan_project

EXPLAINED = Extras(arithmetic=True)


def explained(grant: Grant) -> Arithmetic:
    assert grant.arithmetic is not None
    return grant.arithmetic


def of(land: Edition, **wishes: Any) -> Arithmetic:  # noqa: ANN401 - fields of a project as a file gives them
    """The arithmetic of the only grant of the plan with the least own funds."""
    catalogue = Catalogue((land,), VOCABULARY, "sha256:0")
    (plan,) = plan_project(project(**wishes), catalogue, {}, ["least_own_funds"], extras=EXPLAINED).plans
    (grant,) = plan.grants
    return explained(grant)


def kept(line: CostLine) -> bool:
    """Whether a line adds up, and nobody pays more than counts."""
    taken = (line.vat, line.cap, line.outside)
    return line.cost - sum(taken) == line.counted and min(taken) >= 0 and line.paid <= line.most <= line.counted


@pytest.mark.parametrize("seed", range(15))
def test_everything_adds_up(seed: int) -> None:
    tried, catalogue = random_project(seed)
    plans = plan_project(tried, catalogue, {}, ["least_own_funds"], limit=0.5, extras=EXPLAINED).plans
    for grant in [grant for plan in plans for grant in plan.grants]:
        given = explained(grant)
        rooms = [limit.slack for limit in given.limits]

        assert [line for line in given.lines if not kept(line)] == []
        assert sum(line.paid for line in given.lines) == given.amount == grant.amount
        assert sum(line.counted for line in given.lines) - sum(kind.cut for kind in given.kinds) == given.base
        assert given.base == grant.base
        assert rooms == sorted(rooms)
        assert given.limits[0] == grant.limit
        assert given.allowed == (given.amount + rooms[0] if rooms[0] < given.step else None)


def test_volunteers_hours_raise_the_base() -> None:
    pays = {"rate": 80, "in_kind": {"rate_per_hour": 15, "max_share": 20}, "base": {"vat": "included"}}
    land = edition("land", block(**pays))
    costs = [{"id": "fest", "kind": "materials", "measure": "events", "net": {2027: 1000}}]
    given = of(land, costs=costs, in_kind=[{"hours": {2027: 10}}])

    assert (given.base, given.in_kind, given.allowed, given.amount) == (100_000, 15_000, 92_000, 92_000)
    assert given.lines[0].rate is None
    assert next((limit.rule, limit.slack) for limit in given.limits) == ("C8", 0)
    assert [rule.text for rule in given.rules if rule.rule == "C8"] == [
        "Eigenleistung zu 15 € je Stunde zählt mit 150 €."
    ]


def test_a_falling_rate_is_shown_as_its_mean() -> None:
    pays = {"degressive": [{"rate": 60}, {"rate": 30, "from_month": 7}], "base": {"vat": "included"}}
    costs = [{"id": "fest", "kind": "materials", "measure": "events", "net": {2027: 1000}}]
    given = of(edition("land", block(rate=None, **pays)), costs=costs)

    assert [(line.rate, line.most, line.paid) for line in given.lines] == [("45 %", 45_000, 45_000)]
    assert next((limit.rule, limit.text, limit.slack) for limit in given.limits) == (
        "C2",
        "die fallenden Sätze auf 1.000 € zuwendungsfähige Kosten",
        0,
    )


def test_whole_units_are_rounded_down() -> None:
    unit = {"fact": "volunteers", "amount": 250}
    pays = {"financing": "unit_amount", "rate": None, "unit": unit, "base": {"vat": "included"}}
    costs = [{"id": "fest", "kind": "materials", "measure": "events", "net": {2027: 1100}}]
    given = of(edition("land", block(**pays)), costs=costs, facts={"volunteers": 7})

    assert (given.step, given.allowed, given.amount) == (25_000, 110_000, 100_000)
