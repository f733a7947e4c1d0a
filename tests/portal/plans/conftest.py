"""Example projects, stored, for the tests of plans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from quartier.model.answers import PlanAnswer
from quartier.model.project import Project
from quartier.planning.answer import Extras, plan_project
from quartier.portal.projects import services as projects
from quartier.service.inputs import read_inputs

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NOBODY = AnonymousUser()

Store = Callable[..., projects.Access]


@pytest.fixture
def store(db: None) -> Store:  # noqa: ARG001 - the tables must be there
    """Stores an example; keyword arguments replace sections of it."""
    cache.clear()

    def stored(name: str = "dorfladen", **sections: object) -> projects.Access:
        data = yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8"))
        return projects.begin({**data, **sections}, actor=NOBODY)

    return stored


@pytest.fixture(scope="session")
def village() -> tuple[Project, PlanAnswer]:
    """The community house and its plans, as the command line computes them with `--explain`."""
    given = read_inputs(EXAMPLES / "dorfgemeinschaftshaus.yaml")
    extras = Extras(arithmetic=True)
    return given.project, plan_project(given.project, given.catalogue, given.place.values, extras=extras)
