"""Variables and balance of the model: what a program without any rules may do, and which rules it knows by name."""

import pytest
from tests.planning.checking.conftest import block, edition
from tests.planning.conftest import costing, instance, item

from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.planning.solver.conflict import build
from quartier.planning.solver.program import Program, RuleKey, total
from quartier.planning.solver.search import new_solver

HOUSE = costing(item("haus", 10_000), parties=[{"id": "gemeinde", "type": "municipality"}])


def most_granted(program: Program) -> int:
    """The highest grants the program allows, in euros; -1 where it allows nothing."""
    program.model.maximize(sum(program.total(candidate) for candidate in program.instance.candidates))
    solver = new_solver(5)
    return int(solver.objective_value) // 100 if solver.status_name(solver.solve(program.model)) == "OPTIMAL" else -1


def program(*editions: Edition, of: Project = HOUSE) -> Program:
    return Program(instance(of, *editions))


def test_the_rate_binds_without_any_rule() -> None:
    """C1, C2."""
    assert most_granted(program(edition("p", block(rate=60)))) == 6_000
    assert most_granted(program(edition("p", block(rate=60)), edition("q", block(rate=60)))) == 10_000


def test_the_sum_of_nothing() -> None:
    assert total([]) == 0


def test_rules_have_names_and_may_be_left_out() -> None:
    land = edition("p", {**block(rate=60, amount={"min": 7_000, "max": 3_000} | {"min": 1_000}), "source": "s"})
    task = instance(HOUSE, land)
    keys = build(task).keys
    ceiling = RuleKey("C3", (0,), "ceiling", "", "s", 0)

    assert keys == [RuleKey("C4", (0,), "floor", "", "s", 0), ceiling]
    assert most_granted(build(task)) == 3_000
    assert most_granted(build(task, skip=frozenset({ceiling}))) == 6_000


@pytest.mark.parametrize(
    ("pays", "choice"),
    [
        ({}, False),
        ({"own": {"min_rate": 20}}, True),
        ({"own": {"counts": ["donations"]}}, False),
        ({"in_kind": {"rate_per_hour": 15}}, True),
        ({"aid_intensity": 50}, True),
        ({"financing": "matching", "rate": None, "match": {"of": ["municipal"], "ratio": 1}}, True),
        ({"needs_match": {"from": ["municipal"], "amount": 1}}, True),
        ({"base": {"vat": "included", "caps": [{"kind": "fees", "per": "project", "max": 1}]}}, True),
    ],
)
def test_claims_are_a_choice_only_where_it_matters(*, pays: dict[str, object], choice: bool) -> None:
    assert bool(program(edition("p", block(**pays))).claims[0]) is choice


def test_claims_are_a_choice_for_both_sides_of_an_exclusion_on_items() -> None:
    rule = [{"with": {"programme": "b"}, "rule": "not_same_item"}]
    found = program(edition("a", combining=rule), edition("b"), edition("c"))

    assert [bool(claims) for claims in found.claims] == [True, True, False]


def test_a_known_structure_is_kept() -> None:
    found = program(edition("p", block(rate=60)))
    found.model.minimize(sum(found.own))
    solver = new_solver(5)
    solver.solve(found.model)
    values = list(solver.response_proto.solution)
    again = program(edition("p", block(rate=60)))
    unused = list(values)
    unused[again.used[0].index] = unused[again.variants[0][0].index] = 0

    again.keep_structure(unused)
    assert most_granted(again) == 0


def test_a_copy_has_a_model_of_its_own() -> None:
    found = program(edition("p", block(rate=60)))
    without = found.copy()
    without.model.add(without.used[0] == 0)

    assert (most_granted(without), most_granted(found)) == (0, 6_000)


@pytest.mark.parametrize(("step", "grants"), [(1, 3_333), (100, 3_300), (1_000, 3_000)])
def test_whole_steps(step: int, grants: int) -> None:
    found = program(edition("p", block(rate="100/3", amount={"max": 9_000, "round_to": step})))
    found.round_to_steps()

    assert most_granted(found) == grants
