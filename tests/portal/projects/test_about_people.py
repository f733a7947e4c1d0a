"""People see, take and delete their projects; what they noted elsewhere stays without a name."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from people import make_person

from quartier.portal.accounts.privacy import delete_account, held_about
from quartier.portal.accounts.services import COMMENT_PROJECT, EDIT_PROJECT, SEE_PROJECT, SHARE_PROJECT, allowed
from quartier.portal.projects import about_people, services
from quartier.portal.projects.access import open_project
from quartier.portal.projects.models import Remark, Revision, Share, StoredProject

pytestmark = pytest.mark.django_db
ACTIONS = (SEE_PROJECT, COMMENT_PROJECT, EDIT_PROJECT, SHARE_PROJECT)
NOBODY = AnonymousUser()


def test_own_projects_go_and_remarks_stay_without_name() -> None:
    anna, ben = make_person(email="anna@example.org"), make_person(email="ben@example.org")
    hers = services.begin({"title": "Dorfladen"}, actor=anna, words="Ein Laden für alle")
    his = services.begin({"title": "Treff"}, actor=ben)
    services.share(his, "anna@example.org", "comment", actor=ben)
    services.remark(open_project(str(his.project.pk), actor=anna), "kosten", "Zu teuer?", actor=anna, name="Anna")
    data = {held.kind.key: held.data for held in held_about(anna)}

    assert isinstance(data["projects"], list)
    assert [(row["Vorhaben"], row["In eigenen Worten"]) for row in data["projects"]] == [
        ("Dorfladen", "Ein Laden für alle")
    ]
    assert "Treff" in str(data["shares"])
    assert "Zu teuer?" in str(data["remarks"])

    delete_account(anna)
    assert list(StoredProject.objects.all()) == [his.project]
    assert not Revision.objects.filter(project=hers.project).exists()
    assert Share.objects.count() == 0
    assert [(remark.text, remark.name, remark.by) for remark in Remark.objects.all()] == [("Zu teuer?", "", None)]


@pytest.mark.parametrize(("role", "expected"), [("read", 1), ("comment", 2), ("edit", 3)])
def test_shares_decide_what_is_allowed(role: str, expected: int) -> None:
    anna, ben = make_person(), make_person()
    hers = services.begin(actor=anna)
    services.share(hers, ben.email, role, actor=anna)
    his = open_project(str(hers.project.pk), actor=ben)

    assert [allowed(ben, action, his) for action in ACTIONS] == [n < expected for n in range(4)]
    assert [allowed(anna, action, hers) for action in ACTIONS] == [True] * 4
    assert [allowed(ben, action, hers.project) for action in ACTIONS] == [False] * 4


def test_a_link_is_enough_without_account() -> None:
    access = services.begin(actor=NOBODY)

    assert [allowed(NOBODY, action, access) for action in ACTIONS] == [True] * 4


def test_abandoned_projects_go_in_time() -> None:
    services.begin(actor=NOBODY)
    services.begin(actor=make_person())

    assert about_people.abandoned(timezone.now() + dt.timedelta(days=179)) == 0
    assert about_people.abandoned(timezone.now() + dt.timedelta(days=182)) == 1
    assert StoredProject.objects.count() == 1
