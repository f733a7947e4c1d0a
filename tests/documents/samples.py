"""Dossiers of the examples that come with the project, each planned once for all tests, and small ones of our own."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

from tests.planning.checking.conftest import edition, project
from tests.planning.conftest import catalogue

from quartier.documents.dossier import Dossier, dossier_of
from quartier.model.edition import Edition
from quartier.model.project import Project
from quartier.places.facts import PlaceFacts
from quartier.planning.answer import Extras, plan_project
from quartier.service.inputs import read_inputs

FOLDER = Path(__file__).parents[2] / "examples"
EXAMPLES = sorted(path.stem for path in FOLDER.glob("*.yaml") if not path.stem.endswith("-ist"))
COUNCIL = (dt.date(2026, 6, 9), dt.date(2026, 9, 8), dt.date(2028, 7, 18))


@cache
def example(name: str, *council: dt.date, plan: int = 0) -> Dossier:
    """The dossier of an example and of one of its plans."""
    given = read_inputs(FOLDER / f"{name}.yaml")
    answer = plan_project(given.project, given.catalogue, given.place.values, extras=Extras(arithmetic=True))
    return dossier_of(given.project, answer, given.catalogue, given.place, plan=plan, council_dates=council)


def town(**changes: object) -> Project:
    """A project of the town alone: it pays a worker for two years."""
    worker = {"id": "stelle", "kind": "personnel", "measure": "management", "label": "Stelle"}
    costs = [{**worker, "net": {2027: 30_000, 2028: 30_000}}]
    return project(**{"parties": [{"id": "gemeinde", "type": "municipality"}], "costs": costs, **changes})


def dossier(of: Project | None = None, *editions: Edition, council: tuple[dt.date, ...] = ()) -> Dossier:
    """The dossier of a small project; without `editions` with one programme that pays half of everything."""
    made, known = of or town(), catalogue(*(editions or (edition("land"),)))
    answer = plan_project(made, known, {}, ["least_own_funds"], extras=Extras(arithmetic=True))
    return dossier_of(made, answer, known, PlaceFacts(), council_dates=council)


def with_deadline(closes: str, **more: Any) -> Edition:  # noqa: ANN401 - any field of an edition
    """A programme with one round."""
    rounds = {"kind": "rounds", "rounds": [{"closes": closes, "source": "s"}], "decision_months": 3}
    return edition("runde", **{"intake": rounds, **more})
