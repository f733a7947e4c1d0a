"""A village hall whose plan is being carried out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser

from quartier.model.answers import PlanAnswer
from quartier.planning.answer import plan_project
from quartier.portal.live import services
from quartier.portal.live.carrying import Carrying
from quartier.portal.projects import services as projects
from quartier.service.inputs import read_inputs

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "dorfgemeinschaftshaus.yaml"
NOBODY = AnonymousUser()
TODAY = dt.date(2028, 12, 31)
ELR, TALKS = 0, 1
"""Positions in the plan: the large grant for the building, the small fixed one for talks among neighbours."""


@pytest.fixture(scope="session")
def answer() -> PlanAnswer:
    """The plans of the village hall, as the command line computes them."""
    given = read_inputs(EXAMPLE)
    return plan_project(given.project, given.catalogue, given.place.values)


@pytest.fixture
def access(db: None) -> projects.Access:  # noqa: ARG001 - the tables must be there
    """The stored project, opened to edit."""
    return projects.begin(yaml.safe_load(EXAMPLE.read_text(encoding="utf-8")), actor=NOBODY)


@pytest.fixture
def course(access: projects.Access, answer: PlanAnswer) -> services.Course:
    """Its first plan, being carried out."""
    plan = answer.plans[0]
    return services.begin(access, plan, catalogue=answer.catalogue.digest, as_of=answer.as_of, actor=NOBODY)


@pytest.fixture
def carrying(access: projects.Access, course: services.Course) -> Callable[[], Carrying]:  # noqa: ARG001 - it must have begun
    """Reads anew how it stands."""

    def read() -> Carrying:
        found = services.course_of(access)
        assert found is not None
        return Carrying(found, TODAY)

    return read


def granted(amount: str, **more: str) -> dict[str, str]:
    """A decision."""
    return {"state": "granted", "decided_on": "2027-05-01", "amount": amount, **more}
