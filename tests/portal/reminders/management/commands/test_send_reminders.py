"""The daily command: nobody to remind, and what it keeps from being deleted."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from people import make_person
from tests.portal.reminders.conftest import NOBODY

from quartier.portal.accounts.services import Role
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access, StoredProject
from quartier.portal.reminders import services
from quartier.portal.reminders.models import Reminder


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
