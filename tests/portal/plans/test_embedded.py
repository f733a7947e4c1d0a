"""A web server without a worker beside it has one inside."""

from __future__ import annotations

import threading
import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from pytest_django import Settings
from tests.portal.plans.conftest import Store

from quartier.portal.plans import embedded, services
from quartier.portal.plans.models import PlanJob, State
from quartier.portal.plans.supervisor import Supervisor


@pytest.mark.django_db(transaction=True)
def test_plans_are_solved_by_a_thread(store: Store, settings: Settings) -> None:
    settings.PLANS_SOLVER, settings.PLANS_PROCESSES = "embedded", 1
    try:
        services.ask(store(), actor=AnonymousUser())
        end = time.monotonic() + 60
        while PlanJob.objects.get().state != State.DONE:
            assert time.monotonic() < end
            time.sleep(0.05)
    finally:
        embedded.stop_worker()


class Broken(Supervisor):
    """Cannot reach the database at first."""

    steps = 0

    def step(self) -> bool:
        self.steps += 1
        if self.steps == 1:
            raise DatabaseError
        return False


@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "IDLE", 0.0)
    broken = Broken(1)
    embedded.work(broken, threading.Event(), rest_after=0.05)

    assert broken.steps >= 2
