"""The source beside a limit or an obstacle is that of the rule itself; where it names none, there is none."""

import pytest
from tests.planning.checking.conftest import VOCABULARY, block, edition, project

from quartier.catalogue.store import Catalogue
from quartier.model.answers import PlanAnswer
from quartier.model.edition import Edition
from quartier.planning.answer import plan_project

SOURCES = {"page": {"title": "Alte Seite", "as_of": "2019"}, "call": {"title": "Ausschreibung", "as_of": "2026"}}


def answer(land: Edition, **wishes: object) -> PlanAnswer:
    return plan_project(project(**wishes), Catalogue((land,), VOCABULARY, "sha256:0"), {}, ("least_own_funds",))


@pytest.mark.parametrize(("source", "title"), [("call", "Ausschreibung"), ("page", "Alte Seite"), (None, None)])
def test_limits_name_the_source_of_the_block(source: str | None, title: str | None) -> None:
    (plan,) = answer(edition("land", {**block(), "source": source}, sources=SOURCES)).plans

    titles = {grant.limit.source and grant.limit.source.title for grant in plan.grants if grant.limit}

    assert titles == {title}


def test_an_obstacle_names_the_source_of_its_condition() -> None:
    timber = {"id": "timber", "text": "Holzbau.", "source": "call", "when": {"fact": "timber", "is": True}}
    land = edition("land", conditions=[timber], sources=SOURCES)

    conflict = answer(land, facts={"timber": False}, choose={"only": ["land"]}).infeasible

    assert conflict is not None
    assert [rule.source and rule.source.title for rule in conflict.conflict] == [None, "Ausschreibung"]
