"""The worker as a command."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from pytest_django import Settings
from tests.portal.plans.conftest import Store

from quartier.portal.plans import services
from quartier.portal.plans.models import PlanJob, State

# The worker closes old connections between two steps, which a test's own transaction would not survive.
pytestmark = pytest.mark.django_db(transaction=True)


def test_it_works_until_nothing_waits(store: Store, settings: Settings) -> None:
    settings.PLANS_SOLVER = "worker"
    services.ask(store(), actor=AnonymousUser())
    call_command("solve_worker", batch=True, processes=1)

    assert PlanJob.objects.get().state == State.DONE


def test_without_work_it_ends_at_once() -> None:
    call_command("solve_worker", batch=True)
