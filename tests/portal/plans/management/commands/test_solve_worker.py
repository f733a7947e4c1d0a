"""The worker as a command."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from pytest_django import Settings

from quartier.portal.plans import services
from quartier.portal.plans.models import PlanJob, State


def test_it_works_until_nothing_waits(store, settings: Settings) -> None:
    settings.PLANS_SOLVER = "worker"
    services.ask(store(), actor=AnonymousUser())
    call_command("solve_worker", batch=True, processes=1)

    assert PlanJob.objects.get().state == State.DONE


@pytest.mark.django_db
def test_without_work_it_ends_at_once() -> None:
    call_command("solve_worker", batch=True)
