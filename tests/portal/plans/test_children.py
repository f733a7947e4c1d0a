"""The solving process: it answers, tells stages, refuses another catalogue, and goes with its parent."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from quartier.model.answers import PlanAnswer
from quartier.planning.answer import OBJECTIVE_NAMES, Extras, plan_project
from quartier.portal.plans.children import Child, Heard
from quartier.portal.plans.solving import OTHER_CATALOGUE, Work
from quartier.service.inputs import Inputs, read_inputs

EXAMPLE = Path(__file__).resolve().parents[3] / "examples/dorfladen.yaml"


@pytest.fixture
def child() -> Iterator[Child]:
    made = Child()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def given() -> Inputs:
    return read_inputs(EXAMPLE)


def heard(child: Child) -> list[Heard]:
    """All it says until it has answered or failed."""
    found: list[Heard] = []
    end = time.monotonic() + 60
    while not any(entry.answer or entry.error or entry.died for entry in found):
        assert time.monotonic() < end
        found += child.hear()
        time.sleep(0.01)
    return [entry for entry in found if entry != Heard()]


def work(given: Inputs) -> Work:
    return Work(given.project, dict(given.place.values), Extras(), given.catalogue.digest)


def test_it_solves_one_thing_after_the_other(child: Child, given: Inputs) -> None:
    for _ in range(2):
        child.give(work(given))
        *stages, last = heard(child)

        assert [entry.stage for entry in stages] == list(OBJECTIVE_NAMES)
        expected = plan_project(given.project, given.catalogue, given.place.values)
        assert PlanAnswer.model_validate_json(last.answer) == expected


def test_it_refuses_a_catalogue_it_does_not_have_and_goes_on(child: Child, given: Inputs) -> None:
    child.give(dataclasses.replace(work(given), catalogue="sha256:0"))
    assert heard(child) == [Heard(error=OTHER_CATALOGUE)]

    child.give(work(given))
    assert heard(child)[-1].answer


def test_a_killed_one_takes_nothing(child: Child, given: Inputs) -> None:
    child.kill()
    child.give(work(given))

    assert Heard(died=True) in list(child.hear())
