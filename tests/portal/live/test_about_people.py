"""People see and delete what they told about their plans."""

from __future__ import annotations

import pytest
from people import make_person
from tests.portal.live.conftest import ELR, granted

from quartier.model.answers import PlanAnswer
from quartier.portal.accounts.privacy import delete_account, held_about
from quartier.portal.live import services
from quartier.portal.live.models import Course, CourseChange
from quartier.portal.projects import services as projects

pytestmark = pytest.mark.django_db


def test_it_is_told_and_goes_with_the_account(access: projects.Access, answer: PlanAnswer) -> None:
    anna, ben = make_person(), make_person()
    hers = projects.begin(access.project.data, actor=anna)
    plan, digest = answer.plans[0], answer.catalogue.digest
    services.begin(hers, plan, catalogue=digest, as_of=answer.as_of, actor=anna)
    projects.share(hers, ben.email, "edit", actor=anna)
    his = projects.open_project(str(hers.project.pk), actor=ben)
    services.decide(his, ELR, granted("1000.00", reference="AZ 1"), [], actor=ben)
    data = {held.kind.key: held.data for held in held_about(anna)}

    assert "AZ 1" in str(data["courses"])
    assert "courses" not in {held.kind.key for held in held_about(ben)}
    delete_account(ben)
    assert [change.by for change in CourseChange.objects.all()] == [None]
    delete_account(anna)
    assert Course.objects.count() == 0
