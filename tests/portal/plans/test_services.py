"""Plans are computed once for each question, with the answer of the command line."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from tests.portal.plans.conftest import Store
from typer.testing import CliRunner

from quartier.cli.app import app
from quartier.model.answers import PlanAnswer
from quartier.portal.accounts.models import User
from quartier.portal.plans import services, turns
from quartier.portal.plans.models import Kind, PlanJob, Result, State
from quartier.portal.projects import services as projects

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
NOBODY = AnonymousUser()


@pytest.fixture
def queue(settings: Settings) -> None:
    """Nobody solves anything by itself."""
    settings.PLANS_SOLVER = "worker"


def on_the_command_line(*arguments: str) -> PlanAnswer:
    result = CliRunner().invoke(app, ["plan", *arguments, "--json"])
    return PlanAnswer.model_validate_json(result.stdout)


@pytest.mark.parametrize("name", ["dorfgemeinschaftshaus", "dorfladen", "nachbarschaftshilfe", "quartierszentrum"])
def test_the_answer_is_that_of_the_command_line(store: Store, name: str) -> None:
    job = services.ask(store(name), actor=NOBODY)

    assert services.answer_of(job) == on_the_command_line(str(EXAMPLES / f"{name}.yaml"), "--explain")


def test_so_are_the_comparison_and_plan_b(store: Store) -> None:
    access, file = store("dorfladen"), str(EXAMPLES / "dorfladen.yaml")
    more = services.ask(access, actor=NOBODY, kind=Kind.MORE)
    job = services.ask(access, actor=NOBODY)
    answer = services.answer_of(job)
    assert answer is not None
    programme = answer.plans[0].grants[0].programme
    refused = services.ask(access, actor=NOBODY, kind=Kind.REFUSAL, refused=programme)

    assert services.answer_of(more) == on_the_command_line(file, "--explain", "--compare", "--details")
    assert services.answer_of(refused) == on_the_command_line(file, "--explain", "--without", programme)


def test_the_same_question_is_computed_once(store: Store) -> None:
    access = store()
    job = services.ask(access, actor=NOBODY)
    started = PlanJob.objects.get().started

    assert services.ask(access, actor=NOBODY) == job
    assert PlanJob.objects.get().started == started


@pytest.mark.usefixtures("queue")
def test_others_who_ask_the_same_get_the_known_answer(store: Store) -> None:
    first = store()
    job = services.ask(first, actor=NOBODY)
    Result.objects.create(digest=job.digest, text="{}")

    assert services.ask(store(), actor=NOBODY).state == State.DONE


def test_a_known_answer_is_there_at_once(store: Store, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    access = store("dorfgemeinschaftshaus")
    services.answer_of(services.ask(access, actor=NOBODY))
    begin = time.perf_counter()
    with django_assert_num_queries(5):
        answer = services.answer_of(services.ask(access, actor=NOBODY))

    assert answer is not None
    assert time.perf_counter() - begin < 0.05


@pytest.mark.usefixtures("queue")
def test_the_day_counts_where_the_project_names_none(store: Store) -> None:
    access = store(as_of=None)
    one = services.ask(access, actor=NOBODY, today=dt.date(2026, 3, 1))
    other = services.ask(access, actor=NOBODY, today=dt.date(2026, 3, 2))

    assert one.digest != other.digest
    assert other.data["as_of"] == "2026-03-02"


@pytest.mark.usefixtures("queue")
def test_a_change_ends_what_was_computed_for_the_state_before(store: Store) -> None:
    access = store()
    before = services.ask(access, actor=NOBODY)
    turns.take("w")
    access.project.data["title"] = "Anders"
    now = services.ask(access, actor=NOBODY)

    assert list(PlanJob.objects.all()) == [now]
    assert now.digest != before.digest


@pytest.mark.usefixtures("queue")
def test_cancelled_jobs_stay_so_until_somebody_tries_again(store: Store) -> None:
    access = store()
    services.ask(access, actor=NOBODY)
    assert services.cancel(access, actor=NOBODY) == 1

    assert services.ask(access, actor=NOBODY).state == State.CANCELLED
    services.again(access, actor=NOBODY)
    assert services.ask(access, actor=NOBODY).state == State.QUEUED


@pytest.mark.parametrize("what", ["cancel", "again", "choose", "dates"])
@pytest.mark.usefixtures("queue")
def test_readers_change_nothing(store: Store, what: str) -> None:
    owner = store()
    reader = projects.open_project(owner.project.read_key, actor=NOBODY)
    services.ask(reader, actor=NOBODY)
    actions: dict[str, Callable[[], object]] = {
        "cancel": lambda: services.cancel(reader, actor=NOBODY),
        "again": lambda: services.again(reader, actor=NOBODY),
        "choose": lambda: services.choose_goal(reader, "safest", actor=NOBODY),
        "dates": lambda: services.set_council_dates(reader, [dt.date(2026, 5, 4)], actor=NOBODY),
    }

    with pytest.raises(PermissionDenied):
        actions[what]()


@pytest.mark.usefixtures("queue")
def test_a_full_queue_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "MOST_WAITING", 1)
    services.ask(store(), actor=NOBODY)

    with pytest.raises(services.QueueFullError):
        services.ask(store(), actor=NOBODY)


@pytest.mark.usefixtures("queue")
def test_accounts_take_turns_as_one(store: Store) -> None:
    anna = User.objects.create_user("anna@example.org")
    jobs = [services.ask(store(title=title), actor=anna) for title in "AB"]

    assert {job.group for job in jobs} == {str(anna.pk)}


def test_the_plan_before_is_the_one_looked_at_before(store: Store) -> None:
    access = store()
    first = services.ask(access, actor=NOBODY)
    assert services.plan_before(first) is None
    project = projects.change(access, "title", "Anders", actor=NOBODY)
    changed = projects.Access(project, access.level, access.key)
    second = services.ask(changed, actor=NOBODY)
    assert services.plan_before(second) == first

    restored = projects.Access(projects.restore(access, 1, actor=NOBODY), access.level, access.key)
    back = services.ask(restored, actor=NOBODY)
    assert (back, services.plan_before(back)) == (first, second)


def test_what_was_settled_is_kept(store: Store) -> None:
    access = store()
    assert services.choice_of(access).goal == ""
    services.choose_goal(access, "safest", actor=NOBODY)
    services.set_council_dates(access, [dt.date(2026, 6, 1), dt.date(2026, 5, 4)], actor=NOBODY)

    choice = services.choice_of(access)
    assert (choice.goal, choice.council_dates) == ("safest", ["2026-05-04", "2026-06-01"])
    with pytest.raises(ValueError, match="best"):
        services.choose_goal(access, "best", actor=NOBODY)


def test_old_answers_are_forgotten_and_computed_again(store: Store) -> None:
    access = store()
    services.ask(access, actor=NOBODY)
    later = timezone.now() + dt.timedelta(days=40)

    assert services.forget_old(later) == 1
    assert (PlanJob.objects.count(), Result.objects.count()) == (0, 0)
    assert services.forget_old(later) == 0
    job = services.ask(access, actor=NOBODY)
    Result.objects.all().delete()
    cache.clear()
    assert services.answer_of(services.ask(access, actor=NOBODY)) is not None
    assert PlanJob.objects.get().digest == job.digest


def test_answers_are_the_public_json(store: Store) -> None:
    job = services.ask(store(), actor=NOBODY)

    assert json.loads(turns.text_of(job.digest) or "")["plans"][0]["grants"][0]["amount"].endswith(".00")
