"""The daily command: nobody to remind, and what it keeps from being deleted."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from people import make_person
from tests.portal.reminders.conftest import NOBODY, changed

from quartier.portal.accounts.services import Role
from quartier.portal.live import services as live
from quartier.portal.live.models import CourseChange
from quartier.portal.plans.models import Result
from quartier.portal.plans.services import last_plan
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access, StoredProject
from quartier.portal.reminders import services
from quartier.portal.reminders.models import CatalogueState, Reminder
from quartier.service.catalogue import the_catalogue


@pytest.mark.django_db
def test_nobody_to_remind() -> None:
    said = StringIO()
    call_command("send_reminders", stdout=said)

    assert said.getvalue() == "0 E-Mails verschickt.\n"


def _unchanged_for(days: int) -> None:
    StoredProject.objects.update(changed=timezone.now() - dt.timedelta(days=days))


@pytest.mark.parametrize(("confirmed", "left"), [(True, 1), (False, 0)])
def test_a_project_without_account_stays_while_somebody_waits_for_its_dates(
    access: Access,
    confirmed: bool,  # noqa: FBT001 - of the parameters
    left: int,
) -> None:
    services.order(access, "rat@example.org", [3], actor=NOBODY)
    if confirmed:
        services.confirm(Reminder.objects.get().key)
    _unchanged_for(200)
    call_command("send_reminders", stdout=StringIO())
    projects.delete_abandoned(timezone.localdate())

    assert StoredProject.objects.count() == left


@pytest.mark.parametrize("owned", [True, False])
def test_nothing_else_counts_as_a_change(access: Access, owned: bool) -> None:  # noqa: FBT001 - of the parameters
    services.order(access, "rat@example.org", [3], actor=NOBODY)
    services.confirm(Reminder.objects.get().key)
    if owned:
        StoredProject.objects.update(owner=make_person(Role.PROJECT_OWNER))
    else:
        StoredProject.objects.update(data={})  # no dates any more
    _unchanged_for(200)
    before = StoredProject.objects.get().changed
    call_command("send_reminders", stdout=StringIO())

    assert StoredProject.objects.get().changed == before


def test_what_is_known_of_old_catalogues_goes_with_the_last_plan_made_with_them(access: Access) -> None:
    """Kept: that of today, of a plan looked at, of one being carried out, of one that can be put back."""
    plan, looked_at = last_plan(access) or pytest.fail("there is a plan")
    today = timezone.localdate()
    course = live.begin(access, plan, catalogue="sha256:carried-out", as_of=today, actor=NOBODY)
    CourseChange.objects.create(course=course, number=1, section=live.PLAN, before={"catalogue": "sha256:before"})
    for digest in ("sha256:carried-out", "sha256:before", "sha256:old"):
        CatalogueState.objects.create(digest=digest, facts={})
    with changed(lambda edition: edition):
        now = the_catalogue().digest
        left = []
        for gone in (Result, live.Course):
            call_command("send_reminders", stdout=StringIO())
            left.append(set(CatalogueState.objects.values_list("digest", flat=True)))
            gone.objects.all().delete()
        call_command("send_reminders", stdout=StringIO())
        left.append(set(CatalogueState.objects.values_list("digest", flat=True)))

    carried_out = {"sha256:carried-out", "sha256:before"}
    assert left == [{now, looked_at, *carried_out}, {now, *carried_out}, {now}]
