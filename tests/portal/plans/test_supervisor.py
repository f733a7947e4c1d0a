"""The worker with real processes: it finishes, cancels, ends what takes too long, and survives a crash."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import Settings
from tests.portal.plans.conftest import Store

from quartier.portal.plans import services, supervisor
from quartier.portal.plans.children import Child
from quartier.portal.plans.models import PlanJob, Result, State
from quartier.portal.plans.supervisor import Supervisor

NOBODY = AnonymousUser()
Workers = Callable[..., Supervisor]
PATIENCE = 60
STUCK = (sys.executable, "-c", "import time; time.sleep(600)")
CRASH = (sys.executable, "-c", "import sys, pickle; pickle.load(sys.stdin.buffer); sys.exit(9)")
WRONG = (sys.executable, "-c", 'import sys, pickle; pickle.load(sys.stdin.buffer); print(\'{"error": "Nein."}\')')


@pytest.fixture(autouse=True)
def queue(settings: Settings) -> None:
    settings.PLANS_SOLVER = "worker"


@pytest.fixture
def worker() -> Iterator[Workers]:
    """Makes workers and ends them."""
    made: list[Supervisor] = []

    def make(program: tuple[str, ...] | None = None, slots: int = 1) -> Supervisor:
        made.append(Supervisor(slots, make=lambda: Child(program) if program else Child()))
        return made[-1]

    yield make
    for entry in made:
        entry.close()


def until(found: Callable[[], bool], step: Callable[[], object]) -> None:
    """Step until something has come true."""
    end = time.monotonic() + PATIENCE
    while not found():
        assert time.monotonic() < end
        step()
        time.sleep(0.02)


def has(state: State) -> Callable[[], bool]:
    return lambda: PlanJob.objects.filter(state=state).exists()


def test_it_answers_what_waits(store: Store, worker: Workers) -> None:
    accesses = [store("dorfladen"), store("dorfgemeinschaftshaus")]
    for access in accesses:
        services.ask(access, actor=NOBODY)
    running = worker(slots=2)
    running.warm_up()
    until(lambda: not PlanJob.objects.exclude(state=State.DONE).exists(), running.step)

    answers = [services.answer_of(services.ask(access, actor=NOBODY)) for access in accesses]
    assert [answer.project for answer in answers if answer] == [access.project.title for access in accesses]
    assert set(PlanJob.objects.values_list("stage", flat=True)) == {"lasting"}
    assert running.step() is False


def test_a_cancelled_job_is_ended(store: Store, worker: Workers) -> None:
    access = store()
    services.ask(access, actor=NOBODY)
    running = worker(STUCK)
    until(has(State.RUNNING), running.step)
    services.cancel(access, actor=NOBODY)
    until(lambda: not running.step(), lambda: None)

    assert PlanJob.objects.get().state == State.CANCELLED


def test_a_deleted_project_ends_its_job(store: Store, worker: Workers) -> None:
    access = store()
    services.ask(access, actor=NOBODY)
    running = worker(STUCK)
    until(has(State.RUNNING), running.step)
    access.project.delete()
    until(lambda: not running.step(), lambda: None)

    assert not PlanJob.objects.exists()


def test_what_takes_too_long_is_ended(store: Store, worker: Workers, settings: Settings) -> None:
    settings.PLANS_TIMEOUT = 0
    services.ask(store(), actor=NOBODY)
    until(has(State.FAILED), worker(STUCK).step)

    assert PlanJob.objects.get().message == supervisor.TOO_LONG


@pytest.mark.parametrize(("program", "message"), [(CRASH, supervisor.DIED), (WRONG, "Nein.")])
def test_a_crash_or_an_error_is_told_and_the_next_job_served(
    store: Store, worker: Workers, program: tuple[str, ...], message: str
) -> None:
    services.ask(store(), actor=NOBODY)
    running = worker(program)
    until(has(State.FAILED), running.step)
    assert PlanJob.objects.get().message == message

    services.ask(store(title="Noch eines"), actor=NOBODY)
    until(lambda: PlanJob.objects.filter(state=State.FAILED).count() == 2, running.step)


def test_a_project_that_cannot_be_read_fails_in_words(store: Store, worker: Workers) -> None:
    services.ask(store(), actor=NOBODY)
    PlanJob.objects.update(data={"title": "Leer"})
    worker().step()

    assert PlanJob.objects.get().message == supervisor.NO_INPUT


def test_known_answers_need_no_process(store: Store, worker: Workers) -> None:
    access = store()
    job = services.ask(access, actor=NOBODY)
    Result.objects.create(digest=job.digest, text="{}")
    worker(STUCK).step()

    assert PlanJob.objects.get().state == State.DONE


def test_a_worker_that_ends_loses_nothing(store: Store, worker: Workers) -> None:
    services.ask(store(), actor=NOBODY)
    running = worker(STUCK)
    until(has(State.RUNNING), running.step)
    running.close()

    assert PlanJob.objects.get().state == State.QUEUED


def test_machines_do_no_more_than_they_can(store: Store, worker: Workers) -> None:
    for title in "AB":
        services.ask(store(title=title), actor=NOBODY)
    first, second = worker(STUCK), worker(STUCK)
    first.step()
    second.step()

    assert list(PlanJob.objects.filter(state=State.RUNNING).values_list("worker", flat=True)) == [first.name]
