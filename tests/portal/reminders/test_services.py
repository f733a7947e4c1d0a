"""Asking, confirming, ending; what is due and what a changed programme touches."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from people import make_person
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from tests.portal.reminders.conftest import NOBODY, changed

from quartier.model.edition import Edition, Round
from quartier.model.money import CENTS_PER_EURO
from quartier.portal.accounts.services import Role
from quartier.portal.plans.models import Result
from quartier.portal.plans.services import ask, last_plan
from quartier.portal.programmes.services import date_words
from quartier.portal.projects import services as projects
from quartier.portal.projects.services import Access
from quartier.portal.reminders import changes, services
from quartier.portal.reminders.models import CatalogueState, Reminder, Sent
from quartier.portal.reminders.sending import due, send
from quartier.service.catalogue import the_catalogue

pytestmark = pytest.mark.django_db


def _ordered(access: Access, *, days: tuple[int, ...] = (30, 3), email: str = "rat@example.org") -> Reminder:
    services.order(access, email, days, actor=NOBODY)
    return Reminder.objects.get(email=email)


def _confirmed(access: Access, **more: object) -> Reminder:
    found = services.confirm(_ordered(access, **more).key)  # type: ignore[arg-type]  # passed on
    assert found is not None
    return found


def test_nothing_is_sent_but_the_question(
    access: Access, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        reminder = _ordered(access)
    call_command("send_reminders")
    (message,) = mail.outbox

    assert (message.to, message.subject) == (["rat@example.org"], "Bitte bestätigen: Erinnerungen von Quartier")
    assert f"/erinnerungen/{reminder.key}/bestaetigen/" in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_asking_again_changes_the_days_and_sends_no_second_question(
    access: Access, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    _confirmed(access)
    with django_capture_on_commit_callbacks(execute=True):
        services.order(access, " RAT@example.org ", [1, 99], actor=NOBODY)

    assert [reminder.days for reminder in Reminder.objects.all()] == [[1]]
    assert mail.outbox == []


@pytest.mark.parametrize(("email", "days"), [("nobody", [3]), ("a@b.de\nBcc: x@y.de", [3]), ("a@example.org", [99])])
def test_what_cannot_be_is_refused(access: Access, email: str, days: list[int]) -> None:
    with pytest.raises(ValidationError):
        services.order(access, email, days, actor=NOBODY)

    assert Reminder.objects.count() == 0


def test_readers_order_nothing_and_a_project_is_no_mailing_list(access: Access) -> None:
    reading = projects.open_project(access.project.read_key, actor=NOBODY)
    with pytest.raises(PermissionDenied):
        services.order(reading, "a@example.org", [3], actor=NOBODY)
    for number in range(services.MOST):
        services.order(access, f"a{number}@example.org", [3], actor=NOBODY)
    with pytest.raises(ValidationError, match="20 Adressen"):
        services.order(access, "one-more@example.org", [3], actor=NOBODY)


def test_old_links_confirm_nothing(access: Access) -> None:
    reminder = _ordered(access)
    Reminder.objects.update(created=timezone.now() - dt.timedelta(days=8))

    assert services.confirm(reminder.key) is None
    assert services.confirm("unknown") is None
    assert services.delete_unconfirmed(timezone.now()) == 1


def test_each_date_is_told_once_for_each_of_its_days(access: Access) -> None:
    reminder = _confirmed(access)
    steps = services.steps_for(access.project)
    step = next(step for step in steps if step.what == "apply")
    told = []
    for left in (40, 30, 29, 3, 2, 0, -1):
        what = due(reminder, [step], [], step.day - dt.timedelta(days=left))
        told.append([days for _step, days in what.steps])
        send(reminder, what)

    assert told == [[], [30], [], [3], [], [], []]
    assert len(mail.outbox) == 2
    assert step.headline in mail.outbox[0].body
    assert re.search(r"/foerderbaukasten/\S+/plan/", str(mail.outbox[0].body))
    assert access.project.edit_key not in mail.outbox[0].body


def test_a_mail_that_cannot_be_handed_over_is_tried_again(access: Access, settings: object) -> None:
    reminder = _confirmed(access)
    step = services.steps_for(access.project)[0]
    what = due(reminder, [step], [], step.day)
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (  # type: ignore[attr-defined]  # pytest-django's settings
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    assert (send(reminder, what), Sent.objects.count()) == (False, 0)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]  # as above

    assert (send(reminder, what), send(reminder, what)) == (True, False)
    assert len(mail.outbox) == 1


def test_an_unchanged_catalogue_touches_nothing(access: Access) -> None:
    assert services.changes_for(access.project) == []
    with changed(lambda edition: edition):
        assert services.changes_for(access.project) == []


def _used(access: Access) -> str:
    found = last_plan(access)
    assert found is not None
    return found[0].grants[0].programme


def _later(programme: str) -> Callable[[Edition], Edition]:
    def later(edition: Edition) -> Edition:
        if edition.programme != programme:
            return edition
        source = next(iter(edition.sources))
        rounds = (Round(closes=dt.date(2031, 5, 6), source=source),)
        return edition.model_copy(update={"intake": edition.intake.model_copy(update={"rounds": rounds})})

    return later


def test_a_moved_deadline_a_lower_amount_and_a_programme_that_is_gone(access: Access) -> None:
    programme = _used(access)

    with changed(_later(programme)):
        (change,) = services.changes_for(access.project)
        assert (change.programme, change.what, change.after) == (programme, "Fristen", "06.05.2031, 30.09.")
        assert services.touched([access.project]) == [(access.project, [change])]
    with changed(lambda edition: None if edition.programme == programme else edition):
        (change,) = services.changes_for(access.project)
        assert (change.what, change.after, change.sources) == ("Ausgabe", "steht nicht mehr im Katalog", ())

    def less(edition: Edition) -> Edition:
        blocks = tuple(
            block.model_copy(
                update={
                    "pays": block.pays.model_copy(
                        update={
                            "amount": tuple(
                                amount.model_copy(update={"max": 777 * CENTS_PER_EURO}) for amount in block.pays.amount
                            )
                        }
                    )
                }
            )
            for block in edition.blocks
        )
        return edition.model_copy(update={"blocks": blocks}) if edition.programme == programme else edition

    with changed(less):
        assert all("777 €" in change.after for change in services.changes_for(access.project))


def test_every_change_names_its_source(access: Access) -> None:
    """The new deadline that of its round, an amount that of its block, another edition those it is made from."""
    programme = _used(access)
    edition = the_catalogue().by_programme[programme][0]
    first = next(iter(edition.sources.values()))
    paying = [edition.sources[block.source] for block in edition.blocks if block.source]

    def other(one: Edition) -> Edition:
        blocks = tuple(
            block.model_copy(update={"pays": block.pays.model_copy(update={"amount": ()})}) for block in one.blocks
        )
        valid = one.valid.model_copy(update={"until": dt.date(2040, 1, 1)})
        return one.model_copy(update={"blocks": blocks, "valid": valid}) if one.programme == programme else one

    with changed(lambda one: other(_later(programme)(one))):
        found = {change.what.partition(":")[0]: change.sources for change in services.changes_for(access.project)}

    assert found == {"Fristen": (first,), "gültig": tuple(dict.fromkeys(paying)), "Beträge": (paying[0],)}


def test_the_mail_names_the_source_with_address_and_date(access: Access) -> None:
    _confirmed(access, days=(1,))
    programme = _used(access)
    source = next(iter(the_catalogue().by_programme[programme][0].sources.values()))
    with changed(_later(programme)):
        call_command("send_reminders")
    (line,) = [line for line in str(mail.outbox[-1].body).splitlines() if "Quelle:" in line]

    assert source.url
    assert line == f"  Quelle: {source.title}, Stand {date_words(source.as_of)}, {source.url}"


def test_the_states_of_all_projects_are_read_at_once(
    access: Access, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """One for the jobs, one for the answers, one for what is carried out, one for the states of the catalogue."""
    several = [access.project, *(projects.copy(access, actor=NOBODY).project for _number in range(2))]
    for project in several[1:]:
        ask(projects.open_project(project.edit_key, actor=NOBODY), actor=NOBODY)
    with changed(_later(_used(access))):
        for asked in (several[:1], several):
            with django_assert_num_queries(4):
                found = services.touched(asked)
            assert [project for project, _changes in found] == asked


def test_a_change_is_told_once(access: Access) -> None:
    _confirmed(access, days=(1,))
    programme = _used(access)
    with changed(lambda edition: None if edition.programme == programme else edition):
        changes._remembered.clear()  # noqa: SLF001 - as a process that has just begun
        call_command("send_reminders")
        call_command("send_reminders")
    told = [message for message in mail.outbox if message.subject.startswith("Geändert")]

    assert len(told) == 1
    assert "steht nicht mehr im Katalog" in told[0].body


def test_the_address_goes_with_project_and_account(access: Access) -> None:
    person = make_person(Role.PROJECT_OWNER, email="rat@example.org")
    _confirmed(access)
    assert [row["Vorhaben"] for row in services.reminders_of(person)] == [access.project.title]
    services.delete_reminders(person)
    assert Reminder.objects.count() == 0

    _confirmed(access)
    projects.delete(access, actor=NOBODY)
    assert Reminder.objects.count() == 0


def test_ordering_again_after_a_week_sends_a_link_that_works(
    access: Access, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    reminder = _ordered(access)
    Reminder.objects.update(created=timezone.now() - dt.timedelta(days=8))
    with django_capture_on_commit_callbacks(execute=True):
        _ordered(access)

    assert len(mail.outbox) == 1
    assert services.confirm(reminder.key) == reminder


def test_nobodys_mailbox_is_flooded(
    access: Access, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for _number in range(5):
            _ordered(access)
        for _number in range(5):
            services.order(projects.begin({}, actor=NOBODY), "rat@example.org", [3], actor=NOBODY)

    assert len(mail.outbox) == services.MOST_QUESTIONS


def test_one_broken_project_stops_nobody_elses_mail(access: Access) -> None:
    broken = projects.copy(access, actor=NOBODY)
    ask(broken, actor=NOBODY)
    _confirmed(broken, email="broken@example.org")
    _confirmed(access, days=(30,))
    digest = broken.project.plan_jobs.get(kind="plans").digest
    assert digest != access.project.plan_jobs.get(kind="plans").digest
    Result.objects.filter(digest=digest).update(text="{}")
    cache.clear()
    with pytest.raises(CommandError, match="Bei 1 Vorhaben"):
        call_command("send_reminders")
    told = {address for message in mail.outbox for address in message.to}

    assert "broken@example.org" not in told


def test_changes_are_told_in_the_language_of_whoever_is_told(access: Access) -> None:
    _confirmed(access, days=(1,))
    Reminder.objects.update(language="en")
    programme = _used(access)
    with changed(lambda edition: None if edition.programme == programme else edition):
        call_command("send_reminders")

    assert "is no longer in the catalogue" in str(mail.outbox[-1].body)
    assert "Edition" in str(mail.outbox[-1].body)


def test_what_was_rolled_back_is_remembered_again(access: Access) -> None:  # noqa: ARG001 - the table must be there
    with changed(lambda edition: edition):
        with suppress(RuntimeError), transaction.atomic():
            changes.remember(the_catalogue())
            raise RuntimeError
        changes.remember(the_catalogue())
        assert CatalogueState.objects.filter(digest=the_catalogue().digest).exists()


def test_a_title_is_no_letter_to_others(
    access: Access, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    access.project.data["title"] = "Ihr Konto ist gesperrt.\n\nBitte klicken Sie:\n" + "x" * 4_000
    access.project.save()
    with django_capture_on_commit_callbacks(execute=True):
        _ordered(access)

    title = str(mail.outbox[0].body).split("„", 1)[1].split("“", 1)[0]
    assert (len(title), title[:44]) == (100, "Ihr Konto ist gesperrt. Bitte klicken Sie: x")
