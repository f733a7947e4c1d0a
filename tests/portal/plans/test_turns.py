"""Everybody gets a turn, nobody two at a time, and no job is lost with its worker."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.utils import timezone

from quartier.portal.plans import turns
from quartier.portal.plans.models import Kind, PlanJob, Result, State
from quartier.portal.projects.services import StoredProject

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)

Queue = Callable[..., PlanJob]


@pytest.fixture
def queued() -> Queue:
    """Puts a job of a group into the queue, one second after the last."""
    count = 0

    def put(group: str, kind: Kind = Kind.PLANS, client: str = "") -> PlanJob:
        nonlocal count
        count += 1
        return PlanJob.objects.create(
            project=StoredProject.objects.create(),
            group=group,
            client=client,
            kind=kind,
            digest=uuid.uuid4().hex,
            revision=1,
            data={},
            asked=NOW + dt.timedelta(seconds=count),
        )

    return put


def served() -> list[str]:
    """The groups in the order in which one worker serves them."""
    order = []
    while (job := turns.take("w")) is not None:
        order.append(job.group)
        turns.finish(job, "w", "{}")
    return order


def test_whoever_was_served_longest_ago_is_next(queued: Queue) -> None:
    for _ in range(3):
        queued("many")
    queued("one")
    queued("two")

    assert served() == ["many", "one", "two", "many", "many"]


def test_many_projects_from_one_address_take_turns_like_one(queued: Queue) -> None:
    for number in range(4):
        queued(f"crowd-{number}", client="a")
    queued("someone", client="b")
    queued("account")

    assert served() == ["crowd-0", "someone", "account", "crowd-1", "crowd-2", "crowd-3"]


def test_two_projects_of_one_address_may_run_at_once_where_nobody_else_waits(queued: Queue) -> None:
    first, second = queued("one", client="a"), queued("two", client="a")

    assert [turns.take("w"), turns.take("v")] == [first, second]


def test_addresses_are_forgotten_soon_but_not_of_those_who_wait(queued: Queue) -> None:
    queued("done", client="a")
    assert served() == ["done"]
    queued("waits", client="b")
    turns.forget_clients(NOW + 2 * turns.CLIENT_KEPT)

    assert list(PlanJob.objects.order_by("asked").values_list("client", flat=True)) == ["", "b"]


def test_nobody_has_two_running(queued: Queue) -> None:
    first, _, other = queued("a"), queued("a"), queued("b")

    assert [turns.take("w"), turns.take("w"), turns.take("w")] == [first, other, None]


def test_many_jobs_of_somebody_who_is_served_hold_up_nobody(queued: Queue) -> None:
    for _ in range(turns.LOOKED_AT + 2):
        queued("many")
    queued("one")
    assert [turns.take("w"), turns.take("w")] == [PlanJob.objects.get(pk=pk) for pk in _first_of("many", "one")]
    turns.finish(PlanJob.objects.get(group="one"), "w", "{}")
    again = queued("one")

    assert turns.take("w") == again


def _first_of(*groups: str) -> list[int]:
    return [PlanJob.objects.filter(group=group).order_by("asked").values_list("pk", flat=True)[0] for group in groups]


def test_what_people_wait_for_comes_first(queued: Queue) -> None:
    queued("a", Kind.MORE)
    queued("b")

    assert served() == ["b", "a"]


def test_a_job_is_taken_once(queued: Queue) -> None:
    job = queued("a")
    assert turns.take("one") == job

    assert turns.take("other") is None
    turns.fail(job.pk, "other", "not mine")
    job.refresh_from_db()
    assert (job.state, job.worker) == (State.RUNNING, "one")


def test_a_lost_worker_s_job_waits_again_and_is_given_up_at_last(queued: Queue) -> None:
    job = queued("a")
    for state in (State.QUEUED, State.FAILED):
        turns.take("w")
        PlanJob.objects.update(seen=timezone.now() - turns.LOST_AFTER * 2)
        turns.recover(timezone.now())
        job.refresh_from_db()
        assert job.state == state
    assert job.message == turns.GIVEN_UP


def test_a_living_worker_keeps_its_job(queued: Queue) -> None:
    queued("a")
    turns.take("w")
    PlanJob.objects.update(seen=timezone.now() - turns.LOST_AFTER * 2)
    turns.alive("w")
    turns.recover(timezone.now())

    assert PlanJob.objects.get().state == State.RUNNING


def test_a_worker_that_ends_hands_its_jobs_back(queued: Queue) -> None:
    queued("a")
    turns.take("w")
    turns.give_back("w")

    assert turns.take("other") is not None


def test_a_cancelled_job_keeps_its_answer_for_others(queued: Queue) -> None:
    job = queued("a")
    taken = turns.take("w")
    assert taken == job
    PlanJob.objects.update(state=State.CANCELLED)
    turns.finish(taken, "w", "{}")

    assert (PlanJob.objects.get().state, Result.objects.get().digest) == (State.CANCELLED, job.digest)


def test_how_many_are_before(queued: Queue) -> None:
    for group in ("a", "a", "b"):
        queued(group)

    assert turns.before(queued("c")) == 2


def test_what_merely_adds_makes_way_for_what_somebody_waits_for(queued: Queue) -> None:
    queued("project", Kind.MORE)
    adding, other = turns.take("w"), queued("other", Kind.MORE)
    assert adding is not None
    assert turns.take("w2") == other
    papers = queued("project", Kind.PAPERS)
    assert turns.take("w3") is None

    turns.make_way(papers)

    assert (turns.mine("w"), turns.mine("w2")) == (set(), {other.pk})
    assert turns.take("w3") == papers
    adding.refresh_from_db()
    assert adding.state == State.QUEUED
